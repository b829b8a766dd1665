from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails.commands._outcome import LONGEST_ANSWER, mail_for_update, move, save, tell
from tradepost.domain.mails.models import Mail, Recipient


@command
def record_handover(
    by: By,
    *,
    mail_id: UUID,
    taken: Mapping[str, str],
    refused: Mapping[str, str],
    again: str = "",
    shown: bool = False,
) -> Mail:
    """What the mail server said: for whom it took the mail, whom it refused for good, and why it wants another try.

    `taken` and `refused` are its words by address; whoever stands in neither waits for the next try, which
    `again` tells the reason of. `shown`: nothing left the house. Raises NotFound.
    """
    row, recipients = mail_for_update(mail_id)
    changed: list[Recipient] = []
    for address, answer in taken.items():
        changed += move(by, _named(recipients, address), "show" if shown else "accept", answer)
    for address, answer in refused.items():
        changed += move(by, _named(recipients, address), "refuse", answer)
    row.tries += 1
    row.answer = (again or next(iter([*refused.values(), *taken.values()]), ""))[:LONGEST_ANSWER]
    if taken and row.sent_at is None:
        row.sent_at = by.now
    save(row, recipients, changed)
    tell(by, row, changed)
    return row


def _named(recipients: Sequence[Recipient], address: str) -> list[Recipient]:
    return [one for one in recipients if one.address.lower() == address.lower()]
