"""The reasons for which stock is corrected: those shipped, as this company has changed them, and its own."""

from collections.abc import Sequence

from tradepost.base.errors import Invalid
from tradepost.domain.corrections import rules
from tradepost.domain.corrections.models import Reason
from tradepost.domain.corrections.rules import Why


def reasons(kinds: Sequence[str] = rules.KINDS, *, closed: bool = False) -> list[Why]:
    """The reasons of these kinds, the open ones (or all); one statement."""
    own = Reason.objects.order_by("made_at", "id").values_list("code", "name", "kind", "account", "is_open")
    found = rules.reasons(Why(*row) for row in own)
    return [why for why in found if why.kind in kinds and (why.is_open or closed)]


def known_reason(code: str) -> Why | None:
    """The reason of this code, open or closed."""
    return next((why for why in reasons(closed=True) if why.code == code), None)


def open_reason(code: str) -> Why:
    """A reason for which something may be corrected. Raises Invalid, at `reason`."""
    found = known_reason(code.strip().lower())
    if found is None or not found.is_open:
        raise Invalid("Say why the stock is corrected.", fields={"reason": "Choose one of the reasons."})
    return found


def reason_for_update(code: str) -> Reason | None:
    """The company's own row of a code, locked."""
    return Reason.objects.select_for_update(no_key=True).filter(code=code).first()
