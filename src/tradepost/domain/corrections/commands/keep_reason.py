from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.reasons import faults_of_reason
from tradepost.domain.corrections import queries
from tradepost.domain.corrections.events import ReasonKept
from tradepost.domain.corrections.models import Reason
from tradepost.domain.corrections.rules import ACCOUNTS, KINDS, Why


@command
def keep_reason(by: By, *, code: str, name: str, kind: str, account: str, is_open: bool = True) -> Why:
    """Make a reason, or change the one of this code, shipped ones too. What was corrected before stays as it was.

    Closed, nothing new is corrected for it. Raises Invalid. The same again changes nothing.
    """
    wanted = Why(code.strip().lower(), name.strip(), kind, str(account), is_open)
    _refuse_bad(wanted)
    own = queries.reason_for_update(wanted.code)
    if wanted == queries.known_reason(wanted.code):
        return wanted
    fields = {"name": wanted.name, "kind": kind, "account": wanted.account, "is_open": is_open}
    if own is None:
        own = Reason.objects.create(id=new_id(by.now), code=wanted.code, made_at=by.now, **fields)
    else:
        for field, value in fields.items():
            setattr(own, field, value)
        own.save(update_fields=list(fields))
    publish(by, ReasonKept(own.pk, wanted.code, wanted.name, kind, wanted.account, is_open))
    return wanted


def _refuse_bad(wanted: Why) -> None:
    wrong = faults_of_reason(wanted.code, wanted.name)
    if wanted.kind not in KINDS:
        wrong["kind"] = f"One of {', '.join(KINDS)}."
    if wanted.account not in ACCOUNTS:
        wrong["account"] = f"One of {', '.join(ACCOUNTS)}."
    if wrong:
        raise Invalid("This reason cannot be kept.", fields=wrong)
