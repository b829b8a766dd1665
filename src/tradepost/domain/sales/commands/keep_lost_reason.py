from tradepost.base.by import By
from tradepost.base.changing import changed_in
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.reasons import faults_of_reason
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import LostReasonKept
from tradepost.domain.sales.models import LostReason
from tradepost.domain.sales.rules import Lost


@command
def keep_lost_reason(by: By, *, code: str, name: str, is_open: bool = True) -> Lost:
    """Make a reason why quotes are declined, or change the one of this code, shipped ones too.

    Closed, nothing is declined for it any more. Raises Invalid. The same again changes nothing.
    """
    wanted = Lost(code.strip().lower(), " ".join(name.split()), is_open)
    if wrong := faults_of_reason(wanted.code, wanted.name):
        raise Invalid("This reason cannot be kept.", fields=wrong)
    own = LostReason.objects.select_for_update(no_key=True).filter(code=wanted.code).first()
    if wanted in queries.lost_reasons(closed=True):
        return wanted
    if own is None:
        own = LostReason.objects.create(id=new_id(by.now), made_at=by.now, **wanted._asdict())
    else:
        changed_in(own, wanted._asdict())
    publish(by, LostReasonKept(own.pk, wanted.code, wanted.name, is_open))
    return wanted
