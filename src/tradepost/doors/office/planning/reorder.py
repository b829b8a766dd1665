"""Proposals: what to buy now, from whom, and why; what is chosen becomes one order per supplier."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.planning.queries import Proposal, SupplierProposals
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import money_text
from tradepost.render.screens.document import DocumentPage, Part, Tab, Verb

MOST = 18
"""Proposals on a page; a supplier's stay together, for they become one order."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as its row shows it."""

    proposal: Proposal
    item_url: str

    @property
    def minimum(self) -> int:
        """The least that makes whole packs."""
        return self.proposal.offer.pack if self.proposal.offer else 1

    @property
    def in_packs(self) -> str:
        """How the supplier counts it: 4 case."""
        offer = self.proposal.offer
        return f"{self.proposal.packs} {offer.unit}" if offer and offer.unit and offer.pack > 1 else ""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The proposals for one supplier."""

    group: SupplierProposals
    url: str
    rows: list[Shown]
    missing: str


@page("planning.read")
def reorder(request: HttpRequest, by: By) -> HttpResponseBase:
    warehouses = inventory_queries.warehouses_of_ours(by)
    asked = request.GET.get("warehouse", "")
    here = inventory_queries.visible_warehouse(by, id_of(asked)) if asked else next(iter(warehouses), None)
    found = planning_queries.proposals(by, here.pk) if here else []
    pages = Paginator(pages_of(planning_queries.by_supplier(found)), 1)
    shown_page = pages.get_page(request.GET.get("page"))
    number = shown_page.number
    way = f"{address('reorder')}?warehouse={here.pk}&page=" if here else ""
    may_order = access_queries.may(by, "planning.order_proposals")
    context = {
        "groups": [_shown(group) for group in shown_page[0]],
        "number": number,
        "pages": pages.num_pages,
        "previous": f"{way}{number - 1}" if shown_page.has_previous() else "",
        "next": f"{way}{number + 1}" if shown_page.has_next() else "",
        "warehouse": here,
        "run_id": new_id(by.now),
        "may_order": may_order,
        "may_cost": access_queries.may(by, "catalog.read_cost"),
        "may_send": may_order and access_queries.may(by, "purchasing.send"),
    }
    tabs = [
        Tab(one.name, f"{address('reorder')}?warehouse={one.pk}", here is not None and one.pk == here.pk)
        for one in warehouses
    ]
    verbs = [
        Verb("rules", _("Reorder rules"), address("reorder_rules"), method="get", icon="sliders-horizontal")
    ]
    shown = DocumentPage(
        title=_("Reorder"),
        subtitle=ngettext("%(n)s item to buy", "%(n)s items to buy", len(found)) % {"n": len(found)},
        verbs=verbs,
        tabs=tabs if len(tabs) > 1 else (),
        parts=[Part("office/planning/_proposals.html", context)],
    )
    return answer_document(request, shown)


def pages_of(groups: Iterable[SupplierProposals]) -> list[list[SupplierProposals]]:
    """At least one page, each of whole suppliers: up to MOST proposals, more only where one supplier has more."""
    pages: list[list[SupplierProposals]] = [[]]
    for group in groups:
        if pages[-1] and sum(len(one.proposals) for one in [*pages[-1], group]) > MOST:
            pages.append([])
        pages[-1].append(group)
    return pages


def _shown(group: SupplierProposals) -> ShownGroup:
    rows = [Shown(one, address("item", one.item_id)) for one in group.proposals]
    url = address("supplier", group.supplier_id) if group.supplier_id else ""
    missing = money_text(group.below_minimum, group.currency) if group.below_minimum else ""
    return ShownGroup(group, url, rows, missing)


@verb("planning.order_proposals", back="office:reorder")
def order(request: HttpRequest, by: By) -> str:
    warehouse = inventory_queries.visible_warehouse(by, id_of(request.POST.get("warehouse", "")))
    chosen = [_chosen(request, item_id) for item_id in request.POST.getlist("item")]
    if not chosen:
        raise Invalid(_("Choose at least one proposal."))
    run = planning.order_proposals(
        by,
        run_id=minted(request, "run_id"),
        chosen=chosen,
        warehouse_id=warehouse.pk,
        send=bool(request.POST.get("send")) and access_queries.may(by, "purchasing.send"),
    )
    lines = planning_queries.lines_of_run(run.pk)
    orders = {line.purchase_order_id: line.purchase_order.number for line in lines}
    text = ngettext("Ordered: %(numbers)s.", "Ordered, one per supplier: %(numbers)s.", len(orders))
    done(request, text % {"numbers": ", ".join(sorted(orders.values()))})
    if len(orders) == 1:
        return address("purchase_order", next(iter(orders)))
    return f"{address('reorder')}?warehouse={warehouse.pk}"


def _chosen(request: HttpRequest, item_id: str) -> planning.Chosen:
    quantity = figure(request.POST.get(f"quantity-{item_id}", ""))
    if quantity is None or quantity < 1 or quantity % 1:
        raise Invalid(_("Give whole numbers above zero."))
    supplier, fingerprint = (*request.POST.get(f"seen-{item_id}", "").split(" ", 1), "")[:2]
    return planning.Chosen(
        item_id=id_of(item_id),
        quantity=int(quantity),
        supplier_id=id_of(supplier),
        fingerprint=fingerprint,
    )
