"""What was scanned: an item, a place, a document, as far as somebody may see it; any number of texts at once.

A text like `CNT-12/45` is the 45th line of a count, as its sheet bears it. What the text itself says is read by
base/gs1. What it names, the rooms say from their own rows: three statements in all, however many texts there are and
whatever they turn out to be.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import finding
from tradepost.base.by import By
from tradepost.base.finding import Asked
from tradepost.base.gs1 import NotGs1, Scan, read
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing.queries import INVOICES, PAYMENTS
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog import rules as catalog_rules
from tradepost.domain.catalog.queries import Packing
from tradepost.domain.counting.queries import COUNTS
from tradepost.domain.fulfilment.queries import PACKAGES, SHIPMENTS
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing.queries import ANNOUNCED, PURCHASE_ORDERS, RECEIPTS
from tradepost.domain.returns.queries import RETURNS
from tradepost.domain.sales.queries import ORDERS, QUOTES
from tradepost.domain.transfers.queries import TRANSFERS

LONGEST = 80
"""Characters of a code, a place or a number of ours; what is longer is none of them."""
MOST_FITS = 20
LONGEST_SCAN = 2000
"""Characters of a text that doors pass on; no barcode that names goods holds so many."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One thing that a scan may mean. `detail`: an item's name, a place's warehouse, a document's partner.

    Of an item: `times` of `unit` were scanned (of a base unit, a case, what is inside), `quantity` base units in all,
    None where that is no whole number; `pieces` are the base units of one `unit`, as a fraction. `warehouse_id`: of
    a place. `line`: of a document the position that was scanned, 0 for the whole.
    """

    kind: str
    id: UUID
    label: str
    detail: str = ""
    state: str = ""
    tracking: str = ""
    base_unit: str = ""
    unit: str = ""
    times: int = 0
    quantity: int | None = None
    pieces: tuple[int, int] = (1, 1)
    warehouse_id: UUID | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text, what its barcode says, and what it may mean here, best first; `says` is why it means nothing.

    `is_faulty`: it pretends to be of GS1, and `says` what is wrong with it.
    """

    scan: Scan
    fits: tuple[Fit, ...] = ()
    says: str = ""
    is_faulty: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing marks it as a barcode of GS1: `says` knows no more than that it is unknown."""
        return self.scan.is_plain and not self.is_faulty

    @property
    def item(self) -> Fit | None:
        """The item, when it can be no other."""
        items = {(fit.id, fit.unit): fit for fit in self.fits if fit.kind == "item"}
        return next(iter(items.values())) if len(items) == 1 else None

    @property
    def place(self) -> Fit | None:
        """The place, when it can be no other."""
        places = [fit for fit in self.fits if fit.kind == "place"]
        return places[0] if len(places) == 1 else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """Documents whose papers bear their number as a barcode. `detail`: the path to whose they are.

    `has_lines`: each line on the paper bears a barcode of its own, the number and the line's position. `number`: the
    column that is scanned; of packages that is their SSCC.
    """

    kind: str
    may: str
    rows: Callable[[By], "QuerySet[Any]"]
    detail: str
    has_lines: bool = False
    number: str = "number"


def _announced(by: By) -> "QuerySet[Any]":
    """What was withdrawn is nothing any more."""
    return ANNOUNCED.rows(by).filter(withdrawn_at=None)


_LINE = re.compile(r"(.+)/([1-9][0-9]{0,5})")
NUMBERED = (
    Numbered("order", "sales.read", ORDERS.rows, "customer_name"),
    Numbered("shipment", "fulfilment.read", SHIPMENTS.rows, "order__customer_name"),
    Numbered("purchase_order", "purchasing.read", PURCHASE_ORDERS.rows, "supplier_name"),
    Numbered("receipt", "purchasing.read", RECEIPTS.rows, "purchase_order__supplier_name"),
    Numbered("invoice", "billing.read", INVOICES.rows, "customer_name"),
    Numbered("return", "returns.read", RETURNS.rows, "order__customer_name"),
    Numbered("quote", "sales.read", QUOTES.rows, "customer_name"),
    Numbered("payment", "billing.read", PAYMENTS.rows, "customer__party__name"),
    Numbered("transfer", "transfers.read", TRANSFERS.rows, "to_warehouse__name"),
    Numbered("count", "counting.read", COUNTS.rows, "warehouse__name", has_lines=True),
    Numbered("parcel", "fulfilment.read", PACKAGES.rows, "shipment__order__customer_name", number="sscc"),
    Numbered("announced", "purchasing.read", _announced, "purchase_order__supplier_name", number="sscc"),
)
KINDS = ("item", "place", *(one.kind for one in NUMBERED))


def scanned(
    by: By, texts: Sequence[str], *, party_id: UUID | None = None, warehouse_id: UUID | None = None
) -> list[Scanned]:
    """What each text means to this actor, in their order; three statements at most.

    `party_id`: whose own codes count too. `warehouse_id`: only places of that one. What somebody may not see is as
    unknown as what is not there.
    """
    told = [_read(text, by) for text in texts]
    scans = [one for one in told if isinstance(one, Scan)]
    items = _items(by, scans, party_id)
    plain = {scan.text for scan in scans if not scan.elements and 0 < len(scan.text) <= LONGEST}
    units = {scan.sscc for scan in scans if scan.sscc}
    places = _places(by, plain, warehouse_id)
    documents = _documents(by, plain | units)
    found = []
    for one in told:
        if isinstance(one, Scanned):
            found.append(one)
            continue
        name = one.text.upper()
        fits = [_counted(one, packing) for packing in items.get(_code(one), ())]
        fits += [*places.get(name, ()), *documents.get(one.sscc or name, ())]
        found.append(Scanned(one, tuple(fits[:MOST_FITS]), "" if fits else _unknown(one)))
    return found


def scanned_one(
    by: By, text: str, *, party_id: UUID | None = None, warehouse_id: UUID | None = None
) -> Scanned:
    """What one text means to this actor."""
    (found,) = scanned(by, [text], party_id=party_id, warehouse_id=warehouse_id)
    return found


def _read(text: str, by: By) -> Scan | Scanned:
    """What the text says; a barcode of GS1 with a fault means nothing, and its sentence says what is wrong."""
    text = text.replace("\0", "")
    try:
        return read(text, today=by.now.date())
    except NotGs1 as refusal:
        return Scanned(Scan(text.strip()), says=refusal.message, is_faulty=True)


def _code(scan: Scan) -> str:
    """The code by which an item is looked for: of a barcode that says so its GTIN, else the text."""
    is_scanned = scan.elements or scan.carrier
    return (scan.item_gtin if is_scanned else "") or ("" if scan.elements else scan.text)


def _items(by: By, scans: Iterable[Scan], party_id: UUID | None) -> dict[str, list[Packing]]:
    codes = list(dict.fromkeys(code for code in map(_code, scans) if 0 < len(code) <= LONGEST))
    if not codes or not access_queries.may(by, "catalog.read"):
        return {}
    return catalog_queries.packings_by_codes(codes, party_id)


def _counted(scan: Scan, packing: Packing) -> Fit:
    factor = (packing.numerator, packing.denominator)
    count = catalog_rules.counted(
        packing.unit,
        factor,
        packing.base_unit,
        pieces=scan.count,
        packings=scan.contained_count if scan.contained_gtin and not scan.gtin else None,
        weight_kg=scan.weight_kg,
    )
    return Fit(
        "item", packing.item_id, packing.sku, packing.name, packing.state, packing.tracking, packing.base_unit,
        count.unit, count.times, count.quantity, factor if count.unit == packing.unit else (1, 1),
    )  # fmt: skip


def _places(by: By, names: Iterable[str], warehouse_id: UUID | None) -> dict[str, list[Fit]]:
    """Places by their codes in capitals; of every warehouse that the actor sees."""
    codes = sorted(names)
    if not codes or not access_queries.may(by, "inventory.read"):
        return {}
    found: dict[str, list[Fit]] = {}
    for place in inventory_queries.places_coded(by, codes, warehouse_id):
        home = place.warehouse
        fit = Fit("place", place.pk, place.code, home.name, place.kind, warehouse_id=home.pk)
        found.setdefault(place.code.upper(), []).append(fit)
    return found


def _documents(by: By, names: Iterable[str]) -> dict[str, list[Fit]]:
    """Documents by their numbers, and lines of them, all kinds in one statement."""
    meant = {name.upper(): (name.upper(), 0) for name in names}
    lines = {name: (cut[1], int(cut[2])) for name in meant if (cut := _LINE.fullmatch(name))}
    numbers = sorted({number for number, _line in (*meant.values(), *lines.values())})
    readable = [one for one in NUMBERED if access_queries.may(by, one.may)]
    if not numbers or not readable:
        return {}
    asked = [
        Asked(
            NUMBERED.index(one),
            one.rows(by).filter(**{f"{one.number}__in": numbers}).order_by("pk"),
            one.number,
            (one.detail,),
        )
        for one in readable
    ]
    named: dict[str, list[tuple[Numbered, Fit]]] = {}
    for hit in finding.hits(asked, len(numbers)):
        kind = NUMBERED[hit.kind]
        named.setdefault(hit.label, []).append((kind, Fit(kind.kind, hit.id, hit.label, hit.detail)))
    found = {name: [fit for _kind, fit in named.get(number, ())] for name, (number, _line) in meant.items()}
    for name, (number, line) in lines.items():
        found[name] += [replace(fit, line=line) for kind, fit in named.get(number, ()) if kind.has_lines]
    return found


def _unknown(scan: Scan) -> str:
    """Why a text means nothing here, and what to do."""
    if not scan.text:
        return "Nothing was scanned."
    if scan.item_gtin and (scan.elements or scan.carrier):
        return (
            f"No item has the GTIN {scan.item_gtin}. Add it to the item under Codes, or scan another label."
        )
    if scan.sscc:
        return f"No package is known by the SSCC {scan.sscc}. Nobody announced it: scan the items inside."
    if scan.elements:
        return "This barcode names no item. Scan the one with the item's number too."
    short = scan.text if len(scan.text) <= LONGEST else f"{scan.text[: LONGEST - 1]}…"
    return f"“{short}” is no item, no place and no document that is known here."
