"""What a version of prices would do, before it is activated: asked of a worker, then read."""

from typing import Any

from ninja import Router

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.queries import PRICE_VERSIONS
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import IMPACT_CUSTOMERS, IMPACT_DOCUMENTS, IMPACT_ROWS
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import AmountOut, DayOut, Id, IdOut, MomentOut, NumberOut, about
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Prices"])


class ImpactOut(Shape):
    """What a version would do, in the currency of its list."""

    of_version: int = about(
        "The version's number it was worked out from; another one: it was changed since.", 4
    )
    on: DayOut = about("The day whose prices are compared.")
    currency: str = about("Of all amounts.", "EUR")
    buyers: int = about("Customers who buy by the list.", 120)
    dearer: int = about("Those who would pay more for what they bought in twelve months.", 80)
    cheaper: int = about("Those who would pay less.", 12)
    without: int = about(
        "Items of customers that would have no price any more; left as they are in the sums.", 0
    )
    before: AmountOut = about("What they bought in twelve months, at the prices now.")
    after: AmountOut = about("The same, at the prices then.")
    margin_more: AmountOut | None = about(
        "What it adds to the margin of goods whose cost is known; null for some."
    )
    margin_before: NumberOut | None = about("Their margin now, as a share; null for those who see no costs.")
    margin_after: NumberOut | None = about("Their margin then.")
    quotes: int = about("Open quotes with prices that would be others.", 4)
    orders: int = about("Orders that are not confirmed, likewise. Confirmed ones keep their prices.", 2)
    made_at: MomentOut = about("When it was worked out.")


class ImpactAskedOut(Shape):
    """That a worker was asked."""

    job_id: IdOut = about("The work; the result has this id when it is there.")


class ImpactCustomerOut(Shape):
    """What a customer would pay more, below 0: less."""

    customer_id: IdOut = about("The customer.")
    items: int = about("How many items of theirs.", 12)
    before: AmountOut = about("What they bought in twelve months, at the prices now.")
    after: AmountOut = about("The same, at the prices then.")
    more: AmountOut = about("The difference.")


class ImpactRowOut(Shape):
    """The same of one item in one unit."""

    customer_id: IdOut = about("The customer.")
    item_id: IdOut = about("The item.")
    unit: str = about("Bought by this unit; empty: the base unit.")
    quantity: NumberOut = about("So many in twelve months.")
    old_price: AmountOut | None = about("The price now, for the quantity bought last; null: there is none.")
    new_price: AmountOut | None = about("The price then; null: there would be none.")
    before: AmountOut = about("What it came to, at the prices now.")
    after: AmountOut = about("The same, at the prices then.")
    more: AmountOut = about("The difference.")


class ImpactDocumentOut(Shape):
    """An open quote or order with prices that would be others, were it priced anew."""

    kind: str = about("quote or order.", "quote", json_schema_extra={"enum": ["quote", "order"]})
    document_id: IdOut = about("The quote or the order.")
    number: str = about("Its number.", "Q-1001")
    state: str = about("Where it is.", "sent")
    customer_id: IdOut = about("The customer.")
    lines: int = about("Lines with other prices.", 3)
    before: AmountOut = about("What these lines come to as they stand.")
    after: AmountOut = about("What they would.")
    more: AmountOut = about("The difference.")


@reads(router, "/price-versions/{version_id}/impact", needs="pricing.read", gives=ImpactOut)
def get_price_impact(by: By, version_id: Id) -> dict[str, Any]:
    """What a version would do, as it was worked out last."""
    pricing_queries.price_version(by, version_id)
    found = reports_queries.price_impact(by, version_id)
    if found is None:
        raise NotFound("Nobody worked this out yet. Ask for it.")
    before, after, cost = found.costed_before, found.costed_after, found.cost
    seen = sees_costs(by)
    return ImpactOut.plain(
        found,
        margin_more=after - before if seen else None,
        margin_before=(before - cost) / before if seen and before else None,
        margin_after=(after - cost) / after if seen and after else None,
    )


@changes(
    router, "POST", "/price-versions/{version_id}/impact", needs="reports.work_out_impact", gives=ImpactAskedOut,
    status=202, within=PRICE_VERSIONS,
)  # fmt: skip
def ask_price_impact(by: By, version_id: Id) -> dict[str, Any]:
    """Ask a worker what a version that waits would do. Changes no price."""
    found = pricing_queries.price_version(by, version_id)
    PRICE_VERSION.next(found.state, "activate")
    kind, job_id = "reports.work_out_impact", new_id(by.now)
    title = f"{found.price_list.name}, version {found.number}"
    jobs.ask(by, job_id=job_id, kind=kind, title=title, request={"version_id": str(version_id)}, may=kind)
    return ImpactAskedOut.plain(None, job_id=job_id)


for _name, _listing, _gives, _says in (
    ("customers", IMPACT_CUSTOMERS, ImpactCustomerOut, "Who would pay what more, the most first."),
    ("rows", IMPACT_ROWS, ImpactRowOut, "What they bought, item by item, the most first."),
    (
        "documents",
        IMPACT_DOCUMENTS,
        ImpactDocumentOut,
        "Open quotes and unconfirmed orders with other prices.",
    ),
):
    lists(
        router,
        f"/price-versions/{{version_id}}/impact/{_name}",
        _listing,
        name=f"list_price_impact_{_name}",
        needs="pricing.read",
        gives=_gives,
        under=Under("version_id", "version", pricing_queries.price_version),
        says=_says,
    )
