from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.gs1 import room_of, sscc
from tradepost.base.ids import new_ids
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.events import ShipmentPacked
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Package, Shipment
from tradepost.domain.parties import queries as parties_queries


@dataclass(frozen=True, slots=True)
class PackageInput:
    """A carton or pallet: grams on the scales when weighed, the carrier's number when it has its own."""

    weight_g: int | None = None
    tracking_number: str = ""


@command
def pack_shipment(by: By, *, shipment_id: UUID, packages: Sequence[PackageInput] = ()) -> Shipment:
    """Close the boxes; without `packages` nobody counted them.

    Raises NotAllowed, NotFound, StillToPick, NothingPicked, SsccsUsedUp, Invalid (a weight not above 0).
    """
    shipment = queries.shipment_for_update(shipment_id)
    state = SHIPMENT.next(shipment.state, "pack")
    _refuse_unready(shipment)
    rows = new_packages(by, shipment, packages)
    save(shipment, state=state, packed_at=by.now)
    Package.objects.bulk_create(rows)
    publish(by, ShipmentPacked(shipment.id, shipment.order_id, len(rows)))
    return shipment


def _refuse_unready(shipment: Shipment) -> None:
    open_now = shipment.asked_total - shipment.picked_total - shipment.short_total
    if open_now:
        raise rules.StillToPick(
            f"{open_now} of shipment {shipment.number} are not picked yet. Pick them, or say they are short.",
            shipment=shipment.number,
            open=open_now,
        )
    if not shipment.picked_total:
        raise rules.NothingPicked(
            f"Nothing was found for shipment {shipment.number}. Cancel it instead.", shipment=shipment.number
        )


def new_packages(by: By, shipment: Shipment, packages: Sequence[PackageInput]) -> list[Package]:
    """Rows numbered from 1, not yet written, each with its SSCC where the company has a prefix for them.

    Raises Invalid for a weight that is not above 0, SsccsUsedUp.
    """
    wrong = {
        f"packages.{n}.weight_g": "Must be more than 0."
        for n, package in enumerate(packages)
        if package.weight_g is not None and package.weight_g <= 0
    }
    if wrong:
        raise Invalid("A package weighs more than nothing. Correct the weight or leave it out.", fields=wrong)
    numbers = new_ssccs(len(packages)) if packages else []
    return [
        Package(
            id=package_id,
            shipment=shipment,
            number=n,
            weight_g=package.weight_g,
            tracking_number=package.tracking_number.strip(),
            sscc=number,
            made_at=by.now,
        )
        for n, (package_id, package, number) in enumerate(
            zip(new_ids(by.now, len(packages)), packages, numbers, strict=True), start=1
        )
    ]


def new_ssccs(count: int) -> list[str]:
    """So many numbers for packages; empty ones where the company has no prefix. Raises SsccsUsedUp."""
    prefix = parties_queries.company().gs1_prefix
    if not prefix:
        return [""] * count
    numbers = [int(number) for number in cheap_numbers("sscc", count)]
    most = room_of(prefix)
    if max(numbers) >= most:
        raise rules.SsccsUsedUp(
            f"All {most} SSCCs of the prefix {prefix} are given. Enter another prefix under Settings,"
            " Company.",
            prefix=prefix,
        )
    return [sscc(prefix, number) for number in numbers]
