from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Upper

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.finding import Plain, having, loosely, words_of
from tradepost.base.listing import Filter, Listing, Rows, Sum, choice, day_range, flag, reference
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Balance, Lot, Move, Place, Position, Posting, Supply
from tradepost.domain.inventory.models.place import IMAGINED, KINDS_OF_PLACES, SELLABLE, UNSELLABLE
from tradepost.domain.inventory.queries.items import with_supply
from tradepost.domain.inventory.queries.seen import houses_of, within
from tradepost.domain.parties.models import Customer, Supplier


def _positions(by: By) -> Rows:
    """`supply_on`: the first day on which something comes that nobody was promised. `customer_name`, `supplier_name`:
    with whom it lies, whose it is."""
    rows = Position.objects.select_related("item", "warehouse")
    rows = rows.exclude(item__state="withdrawn")
    # Joined, the parties would cost PostgreSQL more time to plan than all the rest to read.
    rows = rows.annotate(
        customer_name=_name_of(Customer.objects.all(), "customer"),
        supplier_name=_name_of(Supplier.objects.all(), "supplier"),
    )
    rows = with_supply(rows)
    return within(rows, by, "warehouse_id")


def _name_of(holders: Rows, role: str) -> Subquery:
    return Subquery(holders.filter(pk=OuterRef(f"warehouse__{role}_id")).values("party__name")[:1])


def _search_positions(rows: Rows, text: str) -> Rows:
    return rows.filter(having(text, "item__found_by"))


_AVAILABLE = Case(When(of_supplier=False, then=F("on_hand") - F("promised")), default=Value(0))


STOCK: Listing[Position] = Listing(
    name="stock",
    rows=_positions,
    sorts={
        "sku": ("item__sku",),
        "name": ("item__name",),
        "on_hand": ("on_hand",),
        "promised": ("promised",),
        "incoming": ("incoming",),
        "backordered": ("backordered",),
        "value": ("value",),
    },
    default_sort="sku",
    filters={
        "warehouse": reference("Warehouse", "warehouse_id"),
        "item": reference("Item", "item_id"),
        "category": reference("Category", "item__category_id"),
        "backordered": flag("Has backorders", Q(backordered__gt=0)),
        "available": flag("Can be promised now", Q(on_hand__gt=F("promised"), of_supplier=False)),
        "in_stock": flag("In stock", Q(on_hand__gt=0)),
        "lying": flag("Lies there", Q(on_hand__gt=0) | Q(unsellable__gt=0)),
        "with_customers": flag("With customers", Q(warehouse__customer__isnull=False)),
        "customer": reference("Customer", "warehouse__customer_id"),
        "of_suppliers": flag("Of suppliers", Q(of_supplier=True)),
        "supplier": reference("Supplier", "warehouse__supplier_id"),
    },
    search=_search_positions,
    sums={
        "items": Sum("Items", "item_id", distinct=True),
        "on_hand": Sum("On hand", "on_hand"),
        "promised": Sum("Promised", "promised"),
        "available": Sum("Available", _AVAILABLE),
        "incoming": Sum("Incoming", "incoming"),
        "unsellable": Sum("Not for sale", "unsellable"),
        "value": Sum("Value", "value"),
    },
)


def _supplies(by: By) -> Rows:
    """What comes names no customer: not for those who see only some."""
    rows = Supply.objects.filter(quantity__gt=0).select_related("item", "warehouse")
    rows = rows.annotate(free=F("quantity") - F("promised"))
    if "rep" in by.scope or "customer" in by.scope:
        return rows.none()
    return within(rows, by, "warehouse_id")


SUPPLIES: Listing[Supply] = Listing(
    name="supplies",
    rows=_supplies,
    sorts={"expected": ("expected_on", "id"), "sku": ("item__sku", "expected_on", "id")},
    default_sort="expected",
    filters={
        "item": reference("Item", "item_id"),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "expected": day_range("Expected", "expected_on"),
    },
    search=_search_positions,
    sums={
        "quantity": Sum("To come", "quantity"),
        "promised": Sum("Promised", "promised"),
        "free": Sum("Not promised", "free"),
    },
)
"""Lines of purchase orders and transfers with something to come; `source_id` is the document."""


def _places(by: By) -> Rows:
    rows = Place.objects.exclude(kind__in=IMAGINED).select_related("warehouse", "zone")
    return within(rows, by, "warehouse_id")


PLACES: Listing[Place] = Listing(
    name="places",
    rows=_places,
    sorts={"walk": ("warehouse__code", "pick_sequence", "code"), "code": ("code",)},
    default_sort="walk",
    filters={
        "warehouse": reference("Warehouse", "warehouse_id"),
        "kind": choice("Kind", "kind", KINDS_OF_PLACES),
        "zone": reference("Zone", "zone_id"),
        "aisle": Filter("Aisle", lambda rows, values: rows.filter(aisle__in=values)),
        "empty": flag("Empty", ~Q(Exists(Balance.objects.filter(place_id=OuterRef("pk"), on_hand__gt=0)))),
        "closed": flag("Closed", Q(closed_at__isnull=False)),
    },
    search=lambda rows, text: rows.filter(code__icontains=text),
)
"""Bins, docks, quarantine and scrap corners, in the order in which pickers walk; closed ones too."""


def _balances(by: By) -> Rows:
    rows = Balance.objects.filter(on_hand__gt=0)
    rows = rows.select_related("item", "place__warehouse", "lot")
    rows = rows.annotate(free=F("on_hand") - F("reserved"))
    return within(rows, by, "place__warehouse_id")


_FOR_SALE = Q(place__kind__in=SELLABLE) & (
    Q(lot__isnull=True) | Q(lot__state="usable", lot__expired_at__isnull=True)
)
BALANCES: Listing[Balance] = Listing(
    name="shelves",
    rows=_balances,
    sorts={
        "place": ("place__code", "id"),
        "sku": ("item__sku", "id"),
        "on_hand": ("on_hand", "id"),
        "reserved": ("reserved", "id"),
    },
    default_sort="place",
    filters={
        "item": reference("Item", "item_id"),
        "warehouse": reference("Warehouse", "place__warehouse_id"),
        "place": reference("Place", "place_id"),
        "lot": reference("Lot", "lot_id"),
        "category": reference("Category", "item__category_id"),
        "kind": choice("Kind of place", "place__kind", KINDS_OF_PLACES),
        "for_sale": flag("For sale", _FOR_SALE),
        "with_customers": flag("With customers", Q(place__warehouse__customer__isnull=False)),
        "customer": reference("Customer", "place__warehouse__customer_id"),
        "of_suppliers": flag("Of suppliers", Q(place__warehouse__supplier__isnull=False)),
        "supplier": reference("Supplier", "place__warehouse__supplier_id"),
        "reserved": flag("Set aside", Q(reserved__gt=0)),
        "expires": day_range("Expires", "lot__expires_on"),
    },
    search=lambda rows, text: rows.filter(
        Q(place__code__icontains=text) | having(text, "item__found_by") | loosely(text, "lot__code")
    ),
    sums={
        "items": Sum("Items", "item_id", distinct=True),
        "on_hand": Sum("On hand", "on_hand"),
        "reserved": Sum("Set aside", "reserved"),
        "free": Sum("Not set aside", "free"),
    },
)
"""What lies where: each place, item and lot with something on it; `free` of it is not set aside for picking."""


def places_coded(by: By, codes: Sequence[str], warehouse_id: UUID | None = None) -> list[Place]:
    """The places with these codes, whatever their case, with their warehouses; several may have a code alike."""
    both = {code for given in codes for code in (given, given.upper())}
    rows = _places(by).annotate(upper_code=Upper("code")).filter(upper_code__in=sorted(both))
    if warehouse_id is not None:
        rows = rows.filter(warehouse_id=warehouse_id)
    return list(rows.order_by("warehouse__code", "code"))


def walked_places(by: By, filters: Mapping[str, list[str]], begin: int, count: int) -> list[Place]:
    """Some open places of a filter in the order of the walk: for papers, which come part by part."""
    rows = PLACES.narrowed(by, {**filters, "closed": ["no"]})
    return list(rows.order_by("warehouse__code", "pick_sequence", "code")[begin : begin + count])


KINDS = (
    "receipt",
    "shipment",
    "return",
    "supplier_return",
    "adjustment",
    "count",
    "move",
    "transfer",
    "opening",
    "landed_cost",
    "store_delivery",
    "takeover",
    "store_loss",
    "store_return",
)
"""The kinds of postings: what made goods move."""


def _moves(by: By) -> Rows:
    """Moves name neither rep nor customer, and their reasons tell of everybody's: not for those with some."""
    rows = Move.objects.select_related(
        "item", "posting", "from_place__warehouse", "to_place__warehouse", "lot"
    ).alias(to_asked=Value(True), from_asked=Value(True))
    if "rep" in by.scope or "customer" in by.scope:
        return rows.none()
    if "warehouse" not in by.scope:
        return rows
    houses = houses_of(by).values("id")
    return rows.filter(Q(from_place__warehouse_id__in=houses) | Q(to_place__warehouse_id__in=houses))


def _at_warehouse(rows: Rows, values: Sequence[str]) -> Rows:
    """A move stands in the warehouse of the place it came from or went to."""
    try:
        ids = [UUID(value) for value in values]
    except ValueError:
        raise Invalid("This is not an id.", fields={"warehouse": "Not a UUID."}) from None
    return rows.filter(Q(from_place__warehouse_id__in=ids) | Q(to_place__warehouse_id__in=ids))


def _in_stores_of(rows: Rows, values: Sequence[str]) -> Rows:
    try:
        ids = [UUID(str(value)) for value in values]
    except ValueError:
        raise Invalid("This is not an id.", fields={"supplier": "Not a UUID."}) from None
    return rows.filter(
        Q(from_place__warehouse__supplier_id__in=ids) | Q(to_place__warehouse__supplier_id__in=ids)
    )


def _at_place(rows: Rows, values: list[str]) -> Rows:
    try:
        ids = [UUID(value) for value in values]
    except ValueError:
        raise Invalid("This is not an id.", fields={"place": "Not a UUID."}) from None
    rows = rows.alias(to_asked=_is(Q(to_place_id__in=ids)), from_asked=_is(Q(from_place_id__in=ids)))
    return rows.filter(Q(from_place_id__in=ids) | Q(to_place_id__in=ids))


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


_FEW = 200
"""So many items, lots or reasons of a word are named to the database one by one, which then knows what is rare."""


def _search_moves(rows: Rows, text: str) -> Rows:
    """Each word in the item, in the lot or in the reason; what the words name is looked up first, in one statement."""
    words = words_of(text)
    named = [_named_by(word) for word in words]
    parts = [
        ids.values_list(Value(n), Value(path, TextField()), "id")[: _FEW + 1]
        for n, found in enumerate(named)
        for path, ids in found.items()
    ]
    known: dict[tuple[int, str], list[UUID]] = defaultdict(list)
    for n, path, pk in parts[0].union(*parts[1:], all=True) if parts else ():
        known[n, path].append(pk)
    for n, found in enumerate(named):
        either = Q(pk__in=[])
        for path, ids in found.items():
            few = known[n, path]
            either |= Q(**{f"{path}__in": few if len(few) <= _FEW else ids.values("id")})
        rows = rows.filter(either)
    return rows


def _named_by(word: str) -> dict[str, Rows]:
    """What a word may name, by the path from a move."""
    reasons = Posting.objects.exclude(reason="").annotate(plain=Plain("reason"))
    return {
        "item_id": Item.objects.filter(found_by__has=word).order_by(),
        "lot_id": Lot.objects.filter(loosely(word, "code")).order_by(),
        "posting_id": reasons.filter(plain__has=word).order_by(),
    }


_STOPPED = ~Q(lot__state="usable") | Q(lot__expired_at__isnull=False)


def _gained(what: str, *kinds: str, but: Q | None = None, also: Q | None = None) -> Combinable:
    """What came to places of these kinds less what left them: of all moves, what lies there.

    Without the moves of `but`; `also` counts those of any real place. Where places are asked for, what came to them
    from other places of the warehouse, and left them for those, counts too.
    """

    def moved(side: str) -> Case:
        asked = Q(**{f"{side.removesuffix('_place')}_asked": True})
        there = Q(**{f"{side}__kind__in": kinds})
        if but is not None:
            there &= Q(lot__isnull=True) | ~but
        if also is not None:
            there |= Q(lot__isnull=False) & also & Q(**{f"{side}__kind__in": KINDS_OF_PLACES})
        return Case(When(there & asked, then=F(what)), default=Value(0), output_field=DecimalField())

    return moved("to_place") - moved("from_place")


MOVES: Listing[Move] = Listing(
    name="moves",
    rows=_moves,
    sorts={"at": ("at", "id")},
    default_sort="-at",
    filters={
        "item": reference("Item", "item_id"),
        "warehouse": Filter("Warehouse", _at_warehouse, "reference"),
        "place": Filter("Place", _at_place, "reference"),
        "lot": reference("Lot", "lot_id"),
        "posting": reference("Posting", "posting_id"),
        "day": day_range("Day", "at"),
        "kind": choice("Kind", "posting__kind", KINDS),
        "of_suppliers": flag(
            "Of suppliers",
            Q(from_place__warehouse__supplier__isnull=False) | Q(to_place__warehouse__supplier__isnull=False),
        ),
        "supplier": Filter("Supplier", _in_stores_of, "reference"),
    },
    sums={
        "on_hand": Sum("On hand", _gained("quantity", *SELLABLE, but=_STOPPED)),
        "unsellable": Sum("Not for sale", _gained("quantity", *UNSELLABLE, also=_STOPPED)),
        "lying": Sum("With what is not for sale", _gained("quantity", *KINDS_OF_PLACES)),
        "value": Sum("Value", _gained("value", *KINDS_OF_PLACES)),
    },
    search=_search_moves,
)
