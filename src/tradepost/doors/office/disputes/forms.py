"""What the dialogs and sheets of a dispute ask."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LedTo
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service.models import Dispute
from tradepost.doors.office.disputes.words import LED_TO_WORDS, OUTCOME_WORDS, REASON_WORDS
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.render.formats import money_text
from tradepost.render.screens.form import ScreenForm

LONGEST = 2000


def _told(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **more
    )


class DisputeForm(ScreenForm):
    """What is said of a dispute over its lines, and where it stands on its page."""

    reason = forms.ChoiceField(label=_("What is wrong"), choices=[("", "—"), *REASON_WORDS.items()])
    owner_id = forms.TypedChoiceField(
        label=_("Who cares for it"), required=False, coerce=UUID, empty_value=None
    )
    due_on = forms.DateField(
        label=_("Answer due"),
        required=False,
        help_text=_("Empty: so many working days from now as the settings say."),
    )
    said = _told(_("What the customer says"), 2)
    amount = FigureField(
        label=_("Amount in dispute, with tax"),
        required=False,
        min_value=0,
        help_text=_("Empty: what the lines are worth; without lines, the whole document."),
    )
    third: ClassVar[Sequence[str]] = ("reason", "owner_id", "due_on", "amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owner_id" in self.fields:
            offer(self, "owner_id", [("", gettext("nobody so far")), *_carers()])


def _carers() -> list[tuple[str, str]]:
    return [(str(one.pk), one.get_full_name()) for one in service_queries.carers()]


def opening(by: By) -> type[ScreenForm]:
    """The head of a new dispute: whoever opens it cares for it, unless somebody else is chosen."""

    class Opening(DisputeForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if access_queries.may(by, "service.change_dispute"):
                self.fields["owner_id"].initial = str(by.actor_id or "")
                return
            # Who answers, and until when, is said by those who do.
            for name in ("owner_id", "due_on"):
                del self.fields[name]

    return Opening


class LinesHead(ScreenForm):
    """The version that was read, so that nobody overwrites what somebody else chose meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def choosing(version: int) -> type[ScreenForm]:
    class Choosing(LinesHead):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["version"].initial = version

    return Choosing


class AskForm(ScreenForm):
    question = _told(_("What the customer was asked"))


class TakeUpForm(ScreenForm):
    answer = _told(_("What the customer answered"), required=False)


class ReopenForm(ScreenForm):
    why = _told(_("Why it is open again"))


class SettleForm(ScreenForm):
    outcome = forms.ChoiceField(label=_("How it ended"), choices=[("", "—"), *OUTCOME_WORDS.items()])
    explanation = _told(_("In a sentence"), help_text=_("What the customer was told."))
    led_to = forms.TypedChoiceField(
        label=_("Led to"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Credit notes, returns and new orders of this customer since the dispute was opened."),
    )

    def __init__(self, *args: Any, among: Sequence[LedTo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "led_to", [("", gettext("no document")), *((str(one.id), _called(one)) for one in among)])


def _called(one: LedTo) -> str:
    words = f"{LED_TO_WORDS[one.kind]} {one.number}"
    if one.amount is None:
        return words
    return f"{words} · {money_text(one.amount, one.currency)} {one.currency}"


def settling(data: Any = None, *, by: By, pk: UUID) -> SettleForm:
    """As a verb asks for it. Raises NotFound."""
    return settle_form(by, service_queries.dispute(by, pk), data)


def settle_form(by: By, found: Dispute, data: Any = None) -> SettleForm:
    return SettleForm(data, among=reports_queries.may_have_led_to(by, found), auto_id="id_settle_%s")
