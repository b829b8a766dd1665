from collections.abc import Mapping
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails.commands._outcome import mail_for_update, move, save, tell
from tradepost.domain.mails.models import BouncedAddress, Mail, Recipient


@command
def record_bounce(
    by: By,
    *,
    mail_id: UUID,
    bounced: Mapping[str, str],
    delivered: Mapping[str, str],
    for_good: frozenset[str] = frozenset(),
) -> Mail:
    """What a delivery report says of a mail: who did not get it, with the server's words, and who did.

    Addresses `for_good` are marked, so that whoever writes there next is warned. An address that the mail never
    went to is passed over: anybody may write to the address of the bounces. Raises NotFound.
    """
    row, recipients = mail_for_update(mail_id)
    by_address = {one.address.lower(): one for one in recipients}
    changed: list[Recipient] = []
    for verb, told in (("deliver", delivered), ("bounce", bounced)):
        for address, answer in told.items():
            if (one := by_address.get(address.lower())) is not None:
                changed += move(by, [one], verb, answer)
    if not changed:
        return row
    if any(one.state == "bounced" for one in changed):
        row.answer = next(one.answer for one in changed if one.state == "bounced")
        row.settled_at = None
    save(row, recipients, changed)
    _mark(by, row, [one for one in changed if one.state == "bounced" and _is_in(one, for_good)])
    works = [one.address.lower() for one in changed if one.state == "delivered"]
    BouncedAddress.objects.filter(address__in=works).delete()
    tell(by, row, changed)
    return row


def _is_in(one: Recipient, addresses: frozenset[str]) -> bool:
    return one.address.lower() in {address.lower() for address in addresses}


def _mark(by: By, row: Mail, dead: list[Recipient]) -> None:
    BouncedAddress.objects.bulk_create(
        [
            BouncedAddress(address=one.address.lower(), mail=row, answer=one.answer, since=by.now)
            for one in dead
        ],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["mail", "answer", "since"],
    )
