"""What of a dispute is changed where it stands."""

from typing import Any

from tradepost.base.by import By
from tradepost.domain.service import commands as service
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service.models import Dispute
from tradepost.doors.office.disputes.dispute_page import dispute_page
from tradepost.doors.office.disputes.forms import DisputeForm
from tradepost.doors.office.disputes.words import REASON_WORDS
from tradepost.doors.office.parts.editing import Head, some_of
from tradepost.doors.office.parts.figures import offer
from tradepost.render.screens.form import ScreenForm

NAMES = ("reason", "said", "amount", "owner_id", "due_on")


class InPlaceForm(DisputeForm):
    """The same fields without help; an amount and a day stand there already, and are not taken away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", list(REASON_WORDS.items()))
        for name in ("amount", "due_on"):
            if name in self.fields:
                self.fields[name].required, self.fields[name].help_text = True, ""


def _form(by: By, found: Dispute) -> type[ScreenForm]:
    return some_of(InPlaceForm) if found.state == "settled" else InPlaceForm


def _values(found: Dispute) -> dict[str, Any]:
    return {name: getattr(found, name) for name in NAMES}


def _save(by: By, found: Dispute, version: int, changed: dict[str, Any]) -> None:
    without = [name for name, value in changed.items() if value is None]
    service.change_dispute(by, dispute_id=found.pk, version=version, without=without, **changed)


DISPUTE_HEAD = Head(
    page="dispute",
    may="service.change_dispute",
    find=service_queries.dispute,
    form=_form,
    values=_values,
    save=_save,
    shown=dispute_page,
)
