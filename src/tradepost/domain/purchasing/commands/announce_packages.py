from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.gs1 import is_sscc
from tradepost.base.ids import new_ids
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._supply import is_at_supplier
from tradepost.domain.purchasing.commands.receive import NotOnOrder
from tradepost.domain.purchasing.events import PackagesAnnounced
from tradepost.domain.purchasing.models import AnnouncedLine, AnnouncedPackage, PurchaseOrderLine


@dataclass(frozen=True, slots=True)
class AnnouncedInput:
    """What is in a package of one line and lot, base units."""

    line_id: UUID
    quantity: int
    lot_code: str = ""
    expires_on: date | None = None
    best_before_on: date | None = None
    supplier_lot: str = ""

    @property
    def tells_lot(self) -> bool:
        """Whether anything is said that only a lot has."""
        return bool(self.lot_code or self.expires_on or self.best_before_on or self.supplier_lot)


@dataclass(frozen=True, slots=True)
class AnnouncedPackageInput:
    """A pallet or carton by its SSCC, and what is in it."""

    sscc: str
    lines: Sequence[AnnouncedInput]


@command
def announce_packages(
    by: By,
    *,
    purchase_order_id: UUID,
    packages: Sequence[AnnouncedPackageInput],
    notice: str = "",
    expected_on: date | None = None,
) -> list[AnnouncedPackage]:
    """A supplier says which pallets and cartons come, and what is in each: every one is received whole by its SSCC.

    `notice` is the number of their despatch advice. No more than is still to come of a line, and in no other package.
    Raises Invalid naming every bad package and line, NotFound, NotOnOrder.
    """
    order = queries.purchase_order_for_update(purchase_order_id)
    if not is_at_supplier(order):
        raise NotOnOrder(
            f"{order.number} is {order.state}: only what was sent to the supplier can be on its way.",
            state=order.state,
        )
    ordered = {line.id: line for line in queries.lines_of(purchase_order_id)}
    wrong = {**_bad_numbers(packages), **_bad_lines(ordered, packages)}
    wrong = wrong or _too_many(queries.still_to_announce(purchase_order_id), packages)
    if wrong:
        raise Invalid("The packages cannot be announced like this. Correct the marked ones.", fields=wrong)
    made = [
        AnnouncedPackage(
            id=package_id, purchase_order=order, sscc=package.sscc, notice=notice.strip(), expected_on=expected_on,
            made_at=by.now,
        )
        for package_id, package in zip(new_ids(by.now, len(packages)), packages, strict=True)
    ]  # fmt: skip
    AnnouncedPackage.objects.bulk_create(made)
    AnnouncedLine.objects.bulk_create(_rows(made, packages))
    publish(by, PackagesAnnounced(order.id, notice.strip(), [package.sscc for package in made]))
    return made


def _rows(
    made: Sequence[AnnouncedPackage], packages: Sequence[AnnouncedPackageInput]
) -> Iterator[AnnouncedLine]:
    for row, package in zip(made, packages, strict=True):
        for position, line in enumerate(package.lines, start=1):
            yield AnnouncedLine(
                package=row,
                position=position,
                line_id=line.line_id,
                quantity=line.quantity,
                lot_code=line.lot_code,
                expires_on=line.expires_on,
                best_before_on=line.best_before_on,
                supplier_lot=line.supplier_lot,
            )


def _bad_numbers(packages: Sequence[AnnouncedPackageInput]) -> dict[str, str]:
    if not packages:
        return {"packages": "Name at least one package."}
    known = queries.announced_already({package.sscc for package in packages})
    wrong: dict[str, str] = {}
    seen: set[str] = set()
    for n, package in enumerate(packages):
        name = f"packages.{n}.sscc"
        if not is_sscc(package.sscc):
            wrong[name] = "This is not an SSCC: 18 digits, of which the last checks the others."
        elif package.sscc in known or package.sscc in seen:
            wrong[name] = "This SSCC was announced before. A number stands for one package."
        if not package.lines:
            wrong[f"packages.{n}.lines"] = "Say what is in it."
        seen.add(package.sscc)
    return wrong


def _bad_lines(
    ordered: Mapping[UUID, PurchaseOrderLine], packages: Sequence[AnnouncedPackageInput]
) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for n, package in enumerate(packages):
        for m, line in enumerate(package.lines):
            at = f"packages.{n}.lines.{m}"
            if line.line_id not in ordered:
                wrong[f"{at}.line_id"] = "This line is not of the order."
                continue
            item = ordered[line.line_id].item
            if line.quantity <= 0:
                wrong[f"{at}.quantity"] = "Must be more than 0."
            elif item.tracking == "serial" and line.quantity > 1:
                wrong[f"{at}.quantity"] = "One piece for each serial number: name each on a line of its own."
            if item.is_traced and not line.lot_code:
                wrong[f"{at}.lot_code"] = "Say the lot or serial number: this item is tracked."
            elif not item.is_traced and line.tells_lot:
                wrong[f"{at}.lot_code"] = "Leave the lot out: this item is not tracked by lot."
    return wrong


def _too_many(left: Mapping[UUID, int], packages: Sequence[AnnouncedPackageInput]) -> dict[str, str]:
    """Beyond what is to come: such a package could not be taken in whole."""
    rest = dict(left)
    wrong: dict[str, str] = {}
    for n, package in enumerate(packages):
        for m, line in enumerate(package.lines):
            if line.quantity > rest[line.line_id]:
                most = max(rest[line.line_id], 0)
                wrong[f"packages.{n}.lines.{m}.quantity"] = (
                    f"At most {most} of it are to come in no other package."
                )
            rest[line.line_id] -= line.quantity
    return wrong
