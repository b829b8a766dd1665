"""The documents around an order, from quote to payment: the map on each of their pages, and what they tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, Quote
from tradepost.domain.service import queries as service_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.standing import (
    dispute_standing,
    invoice_standing,
    payment_standing,
    today_of,
)
from tradepost.doors.office.parts.timeline import Subject
from tradepost.render.formats import money_text
from tradepost.render.screens.document import Badge, Node, Stage

MOST = 10
"""Nodes of one stage: the newest, and the one people look at. All but a few are folded; a list has all of them."""
LISTS = {
    "shipment": ("shipments", "order"),
    "invoice": ("invoices", "order"),
    "payment": ("payments", "of_order"),
    "return": ("returns", "order"),
    "dispute": ("disputes", "order"),
}
"""Where all documents of a kind that belong to an order stand, and the filter that says so."""


@dataclass
class Trail:
    """The stages of the map, and the documents whose facts belong on the timeline."""

    here: UUID
    order_id: UUID | None = None
    stages: list[Stage] = field(default_factory=list)
    subjects: dict[UUID, Subject] = field(default_factory=dict)
    shown: list[UUID] = field(default_factory=list)
    pages: dict[UUID, str] = field(default_factory=dict)
    badges: list[Badge] = field(default_factory=list)
    """That it is in dispute: an order when anything of it is, another document when it is itself."""

    def add(
        self,
        label: str,
        documents: Iterable[tuple[UUID, str, str, str, str]],
        *,
        count: int = 0,
        all_url: str = "",
    ) -> None:
        """A stage of (id, name, page, state, note), oldest first; how many there are and where, where these are not
        all."""
        nodes, made = [], list(documents)
        for place, (pk, name, page, state, note) in enumerate(made):
            is_here = pk == self.here
            url = "" if is_here else address(page, pk)
            self.subjects[pk] = Subject("" if is_here else name, url)
            self.pages[pk] = page
            if is_here or place >= len(made) - MOST:
                nodes.append(Node(name, url, state, note, current=is_here))
                self.shown.append(pk)
        all_url = all_url or (self._all(made[0][2]) if made else "")
        self.stages.append(Stage(label, nodes, max(count, len(made)), all_url))

    def _all(self, page: str) -> str:
        if self.order_id is None or page not in LISTS:
            return ""
        name, by_order = LISTS[page]
        return f"{address(name)}?{by_order}={self.order_id}"

    def link(self, pairs: Iterable[tuple[UUID, UUID]]) -> None:
        """Say what followed from what; documents that this person may not see stay away."""
        keys = {pk: f"n{place}" for place, pk in enumerate(self.subjects)}
        after: dict[str, list[str]] = {}
        for before, then in pairs:
            if before in keys and then in keys:
                after.setdefault(keys[then], []).append(keys[before])
        named = iter(keys[pk] for pk in self.shown)
        self.stages = [
            replace(
                stage,
                nodes=[
                    replace(node, key=key, after=tuple(after.get(key, ())))
                    for node in stage.nodes
                    for key in [next(named)]
                ],
            )
            for stage in self.stages
        ]


def trail(
    by: By,
    *,
    order: Order | None = None,
    quote: Quote | None = None,
    here: UUID,
    orders: Sequence[Order] = (),
) -> Trail:
    """What this person may see of the way of an order; at most nine statements.

    A quote that was ordered in parts has several `orders`, and an order that was split or merged others beside it; what
    follows from them stands on their pages.
    """
    found = Trail(here, order.pk if order else None)
    quote = quote or _quote_of(by, order)
    if quote is not None or order is None:
        found.add(_("Quote"), [(quote.pk, str(quote), "quote", quote.state, "")] if quote else [])
    others = sales_queries.related_orders(by, order) if order else []
    placed = sorted([order, *others], key=lambda one: (one.made_at, one.number)) if order else orders
    found.add(_("Order"), [(one.pk, one.number, "order", one.state, "") for one in placed])
    found.add(_("Shipments"), _shipments(by, order))
    found.add(_("Invoices"), _invoices(by, order))
    found.add(_("Payments"), _payments(by, order))
    if returns := _returns(by, order):
        found.add(_("Returns"), returns)
    _disputes(by, order, found)
    found.link(
        [
            *_links(by, order, quote, found),
            *((quote.pk, one.pk) for one in orders if quote and not order),
            *((one.split_from_id, one.pk) for one in placed if one.split_from_id),
            *((one.pk, one.merged_into_id) for one in placed if one.merged_into_id),
        ]
    )
    return found


def _links(by: By, order: Order | None, quote: Quote | None, found: Trail) -> Iterable[tuple[UUID, UUID]]:
    if order is None:
        return []
    shipped = [(order.pk, pk) for pk, page in found.pages.items() if page == "shipment"]
    before = [(quote.pk, order.pk)] if quote else []
    billed = billing_queries.links_of_order(order.pk) if access_queries.may(by, "billing.read") else []
    linked = {then for _before, then in billed}
    # An invoice that was written on the order, a deposit, a return: they follow from the order itself.
    loose = [(order.pk, pk) for pk, page in found.pages.items()
             if page in ("invoice", "payment") and pk not in linked]  # fmt: skip
    return [*before, *shipped, *billed, *loose]


Documents = Sequence[tuple[UUID, str, str, str, str]]


def _quote_of(by: By, order: Order | None) -> Quote | None:
    if order is None or order.quote_id is None:
        return None
    try:
        return sales_queries.quote(by, order.quote_id)
    except NotFound:
        return None


def _shipments(by: By, order: Order | None) -> Documents:
    if order is None or not access_queries.may(by, "fulfilment.read"):
        return []
    made = fulfilment_queries.shipments_of(by, order.pk)
    return [(one.pk, one.number, "shipment", one.state, "") for one in made]


def _invoices(by: By, order: Order | None) -> Documents:
    if order is None or not access_queries.may(by, "billing.read"):
        return []
    today = today_of(by)
    return [
        (
            one.pk,
            one.number,
            "invoice",
            invoice_standing(one, today),
            f"{'−' if one.kind == 'credit_note' else ''}{money_text(one.total, one.currency)} {one.currency}",
        )
        for one in billing_queries.documents_of_order(order.pk)
    ]


def _payments(by: By, order: Order | None) -> Documents:
    if order is None or not access_queries.may(by, "billing.read"):
        return []
    return [
        (
            one.pk,
            one.number,
            "payment",
            payment_standing(one),
            f"{money_text(one.amount, one.currency)} {one.currency}",
        )
        for one in billing_queries.payments_of_order(by, order.pk)
    ]


def _returns(by: By, order: Order | None) -> Documents:
    if order is None or not access_queries.may(by, "returns.read"):
        return []
    return [(one.pk, one.number, "return", one.state, "") for one in returns_queries.returns_of(by, order.pk)]


def _disputes(by: By, order: Order | None, found: Trail) -> None:
    """The disputes about the order and what belongs to it; nothing stands there while there is none."""
    if order is None or not access_queries.may(by, "service.read"):
        return
    made = service_queries.disputes_of_order(by, order.pk)
    if made:
        found.add(
            _("Disputes"),
            [(one.pk, one.number, "dispute", dispute_standing(one), one.document_number) for one in made],
        )
    live = {pk for one in made if one.state != "settled" for pk in (one.order_id, one.document_id)}
    if found.here in live:
        found.badges.append(Badge("disputed"))
