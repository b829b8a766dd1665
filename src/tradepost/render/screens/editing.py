"""The head of a document changed where it stands; what somebody else changed meanwhile, beside what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.forms import BooleanField, ChoiceField
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from tradepost.render.screens.form import LookUp, ScreenForm


def raw(bound: BoundField) -> str:
    """The value of a field as its widget would post it."""
    value = bound.value()
    if isinstance(bound.field, BooleanField):
        return "on" if value and value != "False" else ""
    shown = bound.field.widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return str(shown if shown is not None else "")


def in_words(bound: BoundField, text: str) -> str:
    """A posted value as people read it."""
    if isinstance(bound.field, BooleanField):
        return _("Yes") if text else _("No")
    if isinstance(bound.field, ChoiceField):
        return str(dict(bound.field.choices).get(text, text))
    widget = bound.field.widget
    if isinstance(widget, LookUp) and widget.text_of and text:
        return str(widget.text_of(text) or text)
    return text


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two changed: what this person typed, what stands now, and whose that is."""

    mine: str
    theirs: str
    mine_words: str
    theirs_words: str
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is typed: its field, or the two values to choose from."""

    bound: BoundField
    was: str
    conflict: Conflict | None
    focus: bool


@dataclass(frozen=True, slots=True)
class Editing:
    """What may be changed on this page now, and, when `open`, the form in place of the facts.

    `was` are the values as this person read them, posted back so that only what they changed is saved.
    """

    url: str
    page_url: str
    form: ScreenForm
    version: int
    is_open: bool = False
    focus: str = ""
    was: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)

    def may(self, name: str) -> bool:
        return bool(name) and name in self.form.fields

    def place(self, name: str) -> Place | None:
        """How a fact is shown while the form is open; None for what cannot be changed."""
        if not self.is_open or not self.may(name):
            return None
        bound = self.form[name]
        first = next(iter(self.conflicts), "") or next(iter(self.form.errors), "") or self.focus
        return Place(bound, self.was.get(name, raw(bound)), self.conflicts.get(name), name == first)

    @property
    def faults(self) -> list[str]:
        return [str(one) for one in self.form.non_field_errors()]
