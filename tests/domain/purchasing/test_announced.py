"""Pallets announced with their SSCC: received whole by one scan, once; what nobody announced is refused."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.gs1 import sscc
from tradepost.base.ids import new_id
from tradepost.domain.inventory.models import Lot
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import (
    AnnouncedInput,
    AnnouncedPackageInput,
    MoreThanOrdered,
    NotOnOrder,
    ReceivedBefore,
    Withdrawn,
)
from tradepost.domain.purchasing.models import AnnouncedPackage
from tradepost.domain.reports.queries import scanned_one

from .conftest import NOW, Desk, counted, nothing_changes, nothing_is_different

ONE, TWO, THREE = (sscc("0614141", count) for count in (1, 2, 3))


def pallet(
    number: str, *lines: tuple[UUID, int] | tuple[UUID, int, str], **of_lot: Any
) -> AnnouncedPackageInput:
    return AnnouncedPackageInput(number, [AnnouncedInput(*line, **of_lot) for line in lines])


def lines_of(order_id: UUID) -> dict[str, UUID]:
    return {line.sku: line.pk for line in queries.lines_of(order_id)}


def announced(desk: Desk, order_id: UUID, *packages: AnnouncedPackageInput) -> list[AnnouncedPackage]:
    return purchasing.announce_packages(desk.by, purchase_order_id=order_id, packages=packages, notice="DA-1")


def test_a_pallet_is_shown_and_taken_in_whole_by_its_number(desk: Desk) -> None:
    desk.item("milk", tracking="lot")
    order_id = desk.order(("tea", 60), ("milk", 20))
    line = lines_of(order_id)
    mixed = pallet(ONE, (line["milk"], 12, "L7"), expires_on=date(2026, 9, 1))
    mixed = AnnouncedPackageInput(ONE, [*mixed.lines, AnnouncedInput(line["tea"], 24)])
    first, second = announced(desk, order_id, mixed, pallet(TWO, (line["tea"], 36)))
    found = scanned_one(desk.by, f"(00){ONE}")
    assert [(fit.kind, fit.id, fit.label) for fit in found.fits] == [("announced", first.pk, ONE)]
    assert [fit.kind for fit in scanned_one(desk.by, f"]C100{ONE}").fits] == ["announced"]
    assert [fit.kind for fit in scanned_one(desk.by, ONE).fits] == ["announced"]
    receipt_id = new_id(NOW)
    receipt = purchasing.receive_package(desk.by, receipt_id=receipt_id, package_id=first.pk)
    again = purchasing.receive_package(desk.by, receipt_id=receipt_id, package_id=first.pk)
    assert (again.pk, receipt.delivery_note, receipt.counted_quantity) == (receipt_id, "DA-1", 36)
    assert (desk.stock("tea")["on_hand"], desk.stock("milk")["on_hand"]) == (24, 12)
    assert Lot.objects.get(code="L7").expires_on == date(2026, 9, 1)
    assert desk.told(first.pk) == ["purchasing.package_received"]
    assert [(one.sscc, one.state) for one in queries.packages_of(order_id)] == [
        (ONE, "received"),
        (TWO, "expected"),
    ]
    with nothing_changes(), pytest.raises(ReceivedBefore, match=receipt.number):
        purchasing.receive_package(desk.by, receipt_id=new_id(NOW), package_id=first.pk)
    with nothing_changes(), pytest.raises(NotFound):
        purchasing.receive_package(desk.by, receipt_id=new_id(NOW), package_id=new_id(NOW))
    # Somebody counted the second by hand: it cannot be taken in once more.
    desk.receive(order_id, ("tea", 30))
    with nothing_changes(), pytest.raises(MoreThanOrdered):
        purchasing.receive_package(desk.by, receipt_id=new_id(NOW), package_id=second.pk)
    nothing_is_different()


def test_what_is_withdrawn_may_be_announced_anew(desk: Desk) -> None:
    order_id = desk.order(("tea", 60))
    line = lines_of(order_id)
    (first,) = announced(desk, order_id, pallet(ONE, (line["tea"], 60)))
    purchasing.withdraw_package(desk.by, package_id=first.pk, reason="Loaded anew")
    assert scanned_one(desk.by, f"(00){ONE}").fits == ()
    for verb in (purchasing.receive_package, purchasing.withdraw_package):
        given = {"receipt_id": new_id(NOW)} if verb is purchasing.receive_package else {}
        with nothing_changes(), pytest.raises(Withdrawn):
            verb(desk.by, package_id=first.pk, **given)  # type: ignore[operator]
    (anew,) = announced(desk, order_id, pallet(ONE, (line["tea"], 48)))
    assert queries.announced_by_sscc(desk.by, ONE) == anew
    assert queries.still_to_announce(order_id) == {line["tea"]: 12}


@pytest.mark.parametrize(
    ("case", "field"),
    [
        ("no packages", "packages"),
        ("wrong check digit", "packages.0.sscc"),
        ("twice in one", "packages.1.sscc"),
        ("announced before", "packages.0.sscc"),
        ("nothing in it", "packages.0.lines"),
        ("line of another order", "packages.0.lines.0.line_id"),
        ("none of it", "packages.0.lines.0.quantity"),
        ("more than is to come", "packages.1.lines.0.quantity"),
        ("without its lot", "packages.0.lines.0.lot_code"),
        ("a lot where there are none", "packages.0.lines.0.lot_code"),
        ("two of one serial", "packages.0.lines.0.quantity"),
    ],
)
def test_an_announcement_that_cannot_be_true_is_refused_by_its_field(
    desk: Desk, case: str, field: str
) -> None:
    desk.item("milk", tracking="lot")
    desk.item("phone", tracking="serial")
    order_id = desk.order(("tea", 60), ("milk", 20), ("phone", 2))
    line = lines_of(order_id)
    announced(desk, order_id, pallet(THREE, (line["tea"], 10)))
    packages = {
        "no packages": [],
        "wrong check digit": [pallet(ONE[:-1] + str((int(ONE[-1]) + 1) % 10), (line["tea"], 1))],
        "twice in one": [pallet(ONE, (line["tea"], 1)), pallet(ONE, (line["tea"], 1))],
        "announced before": [pallet(THREE, (line["tea"], 1))],
        "nothing in it": [pallet(ONE)],
        "line of another order": [pallet(ONE, (new_id(NOW), 1))],
        "none of it": [pallet(ONE, (line["tea"], 0))],
        "more than is to come": [pallet(ONE, (line["tea"], 40)), pallet(TWO, (line["tea"], 11))],
        "without its lot": [pallet(ONE, (line["milk"], 1))],
        "a lot where there are none": [pallet(ONE, (line["tea"], 1, "L1"))],
        "two of one serial": [pallet(ONE, (line["phone"], 2, "SN1"))],
    }[case]
    with nothing_changes(), pytest.raises(Invalid) as refused:
        announced(desk, order_id, *packages)
    assert list(refused.value.facts["fields"]) == [field]


def test_only_what_is_at_the_supplier_is_announced_and_many_cost_no_more_than_one(desk: Desk) -> None:
    draft = desk.order(("tea", 60), send=False)
    refusals: list[tuple[UUID, type[Refusal]]] = [(draft, NotOnOrder), (new_id(NOW), NotFound)]
    for order_id, refusal in refusals:
        with nothing_changes(), pytest.raises(refusal):
            announced(desk, order_id, pallet(ONE, (new_id(NOW), 1)))
    order_id = desk.order(("tea", 60), ("cups", 60))
    line = lines_of(order_id)
    with counted() as one:
        announced(desk, order_id, pallet(sscc("0614141", 10), (line["tea"], 1)))
    with counted() as many:
        announced(
            desk, order_id,
            *(pallet(sscc("0614141", n), (line["tea"], 1), (line["cups"], 1)) for n in range(11, 31)),
        )  # fmt: skip
    assert many == one
