from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from tradepost.domain.mails.models import BouncedAddress, Mail, Recipient
from tradepost.domain.mails.rules import read_addresses


def bounced_addresses(addresses: Iterable[str]) -> dict[str, BouncedAddress]:
    """Those of the addresses that a server refused for good, in small letters; one statement."""
    asked = sorted({address.lower() for address in addresses if address})
    return {one.address: one for one in BouncedAddress.objects.filter(address__in=asked).order_by("address")}


def bounced_among(*lines: str) -> list[BouncedAddress]:
    """The dead ones among the addresses in lines as people type them; a line that cannot be read has none."""
    found = []
    for line in lines:
        with suppress(ValueError):
            found += [one.address for one in read_addresses(line)]
    return list(bounced_addresses(found).values())


def last_recipients(party_id: UUID, kind: str) -> list[Recipient]:
    """To whom the last mail of this kind to this party went; empty when there was none."""
    last = Mail.objects.filter(party_id=party_id, kind=kind).order_by("-made_at", "-id").values("id").first()
    return list(Recipient.objects.filter(mail_id=last["id"]).order_by("id")) if last else []
