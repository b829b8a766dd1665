from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.reasons import faults_of_reason
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import CancelReasonKept
from tradepost.domain.sales.models import CancelReason
from tradepost.domain.sales.queries import Reason


@command
def keep_cancel_reason(by: By, *, code: str, name: str, is_open: bool = True) -> Reason:
    """Make a reason to cancel, or change the one of this code, shipped ones too; what was cancelled keeps its words.

    Closed, nothing new is cancelled for it. Raises Invalid. The same again changes nothing.
    """
    wanted = Reason(code.strip().lower(), name.strip(), is_open)
    if wrong := faults_of_reason(wanted.code, wanted.name):
        raise Invalid("This reason cannot be kept.", fields=wrong)
    if wanted in queries.cancel_reasons(closed=True):
        return wanted
    fields = {"name": wanted.name, "is_open": is_open}
    own, _made = CancelReason.objects.update_or_create(
        code=wanted.code, defaults=fields, create_defaults={**fields, "id": new_id(by.now), "made_at": by.now}
    )
    publish(by, CancelReasonKept(own.pk, wanted.code, wanted.name, is_open))
    return wanted
