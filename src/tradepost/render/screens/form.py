"""Forms that look and behave alike: label, help and error at the field, what was typed stays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from tradepost.base.errors import Refusal
from tradepost.render.sentences import spoken

Text = str | Promise

PLAIN, CHOICE, CHECK = "form-control", "form-select", "form-check-input"


@dataclass(frozen=True, slots=True)
class FieldSet:
    """Fields under a small heading."""

    title: Text
    names: Sequence[str]
    help: Text = ""


class LookUp(forms.TextInput):
    """Type to find a record: shows its name, posts its id. `url` answers [{"id", "label", "detail"}] to ?q=."""

    template_name = "render/widgets/lookup.html"

    def __init__(self, url: str, *, attrs: dict[str, Any] | None = None, text_of: Any = None) -> None:
        super().__init__(attrs)
        self.url, self.text_of = url, text_of

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = str(self.url)
        context["widget"]["shown"] = (self.text_of(value) if self.text_of and value else "") or value or ""
        return context


class PictureInput(forms.ClearableFileInput):
    """A file to choose, under the picture that stands there now (its `url`) with a box that takes it away."""

    template_name = "render/widgets/picture.html"


class Suggested(forms.TextInput):
    """Any text, with those that are known below it while one types: `names()` gives them."""

    template_name = "render/widgets/suggested.html"

    def __init__(self, names: Callable[[], Sequence[str]], *, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.names = names

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"]["list"] = f"{widget['attrs'].get('id', name)}_names"
        widget["names"] = self.names()
        return context


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ScreenForm(forms.Form):
    """The form every page and dialog uses. `fieldsets` groups and orders; unnamed fields come last.

    `half` and `third` name fields that share a line. `refuse(refusal)` puts a refusal's sentences where they belong.
    """

    template_name = "render/form_fields.html"
    required_css_class = "tp-required"
    fieldsets: ClassVar[Sequence[FieldSet]] = ()
    half: ClassVar[Sequence[str]] = ()
    third: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, bound in self.fields.items():
            dress(bound, width="half" if name in self.half else "third" if name in self.third else "full")

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "groups": list(self.groups())}

    def groups(self) -> Iterator[tuple[FieldSet, list[BoundField]]]:
        seen: set[str] = set()
        for group in self.fieldsets:
            seen.update(group.names)
            yield group, [self[name] for name in group.names if name in self.fields]
        rest = [self[name] for name in self.fields if name not in seen and not self[name].is_hidden]
        if rest:
            yield FieldSet("", [bound.name for bound in rest]), rest

    def refuse(self, refusal: Refusal) -> None:
        """Show a command's refusal: at its fields where it names them, over the form otherwise."""
        refusal = spoken(refusal)
        fields = refusal.facts.get("fields") or {}
        placed = False
        for name, sentence in fields.items():
            if name in self.fields:
                self.add_error(name, str(sentence))
                placed = True
        if not placed:
            self.add_error(None, refusal.message)


def dress(bound: forms.Field, width: str) -> None:
    """The kit's classes, phone keyboards, and the width, on the widget."""
    widget = bound.widget
    bound.width = width  # type: ignore[attr-defined]
    if any(name in widget.attrs.get("class", "") for name in (PLAIN, CHOICE, CHECK)):
        return
    if isinstance(widget, forms.CheckboxInput):
        css = CHECK
    elif isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return
    else:
        css = CHOICE if isinstance(widget, forms.Select) else PLAIN
    widget.attrs["class"] = f"{widget.attrs.get('class', '')} {css}".strip()
    if isinstance(bound, forms.DecimalField | forms.IntegerField) and isinstance(widget, forms.NumberInput):
        # Free text keeps "1,5" and pasted spaces; the number field of browsers loses what it does not like.
        widget.input_type = "text"
        for number_only in ("min", "max", "step"):
            widget.attrs.pop(number_only, None)
        decimal = isinstance(bound, forms.DecimalField)
        widget.attrs.setdefault("inputmode", "decimal" if decimal else "numeric")
        widget.attrs["class"] += " tp-figure"
    if isinstance(bound, forms.DateField) and not isinstance(widget, DayInput):
        bound.widget = DayInput(attrs=widget.attrs)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is one form. `hidden` holds the id minted for what the form makes, or the version it read.

    `sections` (as a document has them) stand over the form: what would come of it, shown before it is done.
    `scans`: what scan-forms.js needs to fill the fields from a barcode; empty, and scans lead to what they name.
    """

    title: Text
    form: forms.BaseForm
    submit: Text
    cancel_url: str = ""
    kind: Text = ""
    intro: Text = ""
    hidden: dict[str, Any] = field(default_factory=dict)
    back_url: str = ""
    back_label: Text = ""
    action: str = ""
    history_url: str = ""
    scans: Mapping[str, Any] = field(default_factory=dict)
    sections: Sequence[Any] = ()
