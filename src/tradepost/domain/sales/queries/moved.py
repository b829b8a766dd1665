"""Lines whose day moved: what covers them now comes on another day than the customer was told.

Nothing of it is stored. The day told stands on the line; the day now follows from its pegs, and from there on from
handling, transit and working days.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from tradepost.base.by import By
from tradepost.base.finding import words_of
from tradepost.base.listing import Listing, flag, reference
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Promise
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Contact, Customer
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries.arrivals import NOW, SOON, Arrivals, arrival_of, arrivals
from tradepost.domain.sales.queries.orders import visible_lines

MOVES = ("slipped", "no_day", "earlier", "first_day")
"""Later than told; told and now without supply; earlier than told; no day was told and now there is one."""

_COVERED = Q(demand__backordered=0)
_NOT_TOLD = Q(promised_on__isnull=True)


def moved_lines(by: By) -> QuerySet[OrderLine]:
    """Open lines of confirmed orders in the actor's scope whose day is not the one told, with their orders.

    Each bears `left_over` (base units), `pegged_on` (when the last of it is there), `new_on` (when it arrives; None:
    part waits for supply), `move` (MOVES), `source_id` (what brings the last of it; None: stock or nothing), and
    `told_day` and `new_day`, which are never null, to sort by. It asks `arrivals` first.
    """
    reached = arrivals(by)
    today = Value(by.now.date(), output_field=DateField())
    rows = OrderLine.objects.filter(order__state="confirmed", demand__quantity__gt=0).select_related("order")
    scoped = visible_lines(by, rows)
    # What is there is there today; the day of supply counts even when it has passed, for it is not told yet.
    pegged = Case(
        When(demand__promised_supply__gt=0, then=_latest("expected_on", DateField())),
        default=today,
        output_field=DateField(),
    )
    known = scoped.annotate(pegged_on=pegged, left_over=F("quantity") - F("shipped") - F("cancelled"))
    arrives, day, slips = "pegged_on", Greatest("pegged_on", today), Q(demand__promised_supply__gt=0)
    if not reached.is_plain:
        known = known.annotate(arrives_on=_arrives(reached), least_on=_least(reached))
        arrives, day = "arrives_on", Greatest("arrives_on", "least_on")
        # What lies there was told its day, and time that passes is no news; another way is.
        slips |= Q(way_changed=True)
    kinds: dict[str, Q] = {
        # Supply that is overdue promises nothing.
        "first_day": _NOT_TOLD & _COVERED & Q(pegged_on__gte=today),
        "no_day": ~_NOT_TOLD & Q(demand__backordered__gt=0),
        "slipped": _COVERED & slips & Q(**{f"{arrives}__gt": F("promised_on")}),
        # The day told first: it is at hand, and of most lines it is over.
        "earlier": Q(promised_on__gt=today) & _COVERED & Q(promised_on__gt=day),
    }
    found = known.filter(kinds["first_day"] | kinds["no_day"] | kinds["slipped"] | kinds["earlier"]).annotate(
        new_on=Case(When(demand__backordered__gt=0, then=None), default=day),
        move=Case(
            *(When(condition, then=Value(name)) for name, condition in kinds.items()),
            output_field=CharField(),
        ),
        source_id=Case(
            When(demand__promised_supply__gt=0, then=_latest("source_id", UUIDField())),
            output_field=UUIDField(),
        ),
    )
    return found.annotate(
        told_day=Coalesce("promised_on", "new_on"), new_day=Coalesce("new_on", "promised_on")
    )


def _arrives(reached: Arrivals) -> Case:
    """The day of arrival of what lies there, or of the last that comes."""
    return Case(
        When(demand__promised_supply__gt=0, then=arrival_of(reached, F("pegged_on"))),
        default=arrival_of(reached, NOW),
        output_field=DateField(),
    )


def _least(reached: Arrivals) -> Case:
    """No line arrives before what leaves, or comes, today."""
    return Case(
        When(demand__promised_supply__gt=0, then=arrival_of(reached, SOON)),
        default=arrival_of(reached, NOW),
        output_field=DateField(),
    )


def _latest(what: str, output_field: DateField | UUIDField) -> Subquery:
    """Of the supply that brings the last of a line."""
    pegs = Promise.objects.filter(demand_id=OuterRef("pk"), supply__isnull=False)
    latest = pegs.order_by("-supply__expected_on", "-supply_id")
    return Subquery(latest.values(f"supply__{what}")[:1], output_field=output_field)


def moved_of_customer(by: By, customer_id: UUID) -> list[OrderLine]:
    """All of a customer's moved lines in the actor's scope, order by order, with their items; one statement."""
    rows = moved_lines(by).filter(order__customer_id=customer_id).select_related("item")
    return list(rows.order_by("order__placed_at", "order_id", "position"))


def moved_of_order(by: By, order_id: UUID) -> list[OrderLine]:
    """The moved lines of an order by position; one statement."""
    return list(moved_lines(by).filter(order_id=order_id).order_by("position"))


def moved_among(by: By, line_ids: Sequence[UUID]) -> list[OrderLine]:
    """Which of these lines moved, by id; one statement."""
    return list(moved_lines(by).filter(pk__in=list(line_ids)).order_by("pk"))


def _to_tell(by: By) -> QuerySet[Customer]:
    moved = moved_lines(by).order_by().values("order__customer_id")
    named = Contact.objects.filter(party_id=OuterRef("party_id")).exclude(email="")
    return (
        parties_queries.visible_customers(by)
        .filter(pk__in=moved)
        .annotate(reachable=Case(When(party__email="", then=Exists(named)), default=True))
    )


TO_TELL: Listing[Customer] = Listing(
    name="dates_to_tell",
    rows=_to_tell,
    sorts={"name": ("party__sort_name",), "number": ("number",)},
    default_sort="name",
    filters={
        "rep": reference("Rep", "rep_id"),
        "reachable": flag("Has an e-mail address", Q(reachable=True)),
    },
    search=parties_queries.CUSTOMERS.search,
)
"""Customers with a line whose day moved, within the actor's scope; `reachable`: somebody there has an address."""


def moved_counts(by: By, customer_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """How many lines of each customer moved, by kind of move; one statement for any number of customers."""
    rows: QuerySet[Any] = moved_lines(by).filter(order__customer_id__in=list(customer_ids)).order_by()
    found: dict[UUID, dict[str, int]] = {}
    for customer_id, move, count in rows.values_list("order__customer_id", "move").annotate(
        count=Count("pk")
    ):
        found.setdefault(customer_id, {})[move] = count
    return found


def search_lines(rows: QuerySet[OrderLine], text: str) -> QuerySet[OrderLine]:
    """Each word in the order's number, PO or customer, or in the item's number or name."""
    for word in words_of(text):
        of_order = Order.objects.filter(found_by__has=word).values("id")
        of_item = Item.objects.filter(found_by__has=word).values("id")
        rows = rows.filter(Q(order_id__in=of_order) | Q(item_id__in=of_item))
    return rows
