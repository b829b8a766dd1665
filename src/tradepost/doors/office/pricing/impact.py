"""What a version of prices would do: asked of a worker, kept, and shown with the rows behind each figure."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.models import PriceImpact
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.jobs import ask_for
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.pricing.impact_screens import CUSTOMER_COLUMNS, DOCUMENT_COLUMNS, behind
from tradepost.doors.office.pricing.version_jobs import IMPACT
from tradepost.doors.office.pricing.version_screens import called
from tradepost.doors.office.verbs import verb
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Part, Section, Verb

SHOWN = 10


@verb("reports.work_out_impact", back="office:version_impact")
def version_impact_ask(request: HttpRequest, by: By, pk: UUID) -> str:
    found = pricing_queries.price_version(by, pk)
    PRICE_VERSION.next(found.state, "activate")
    job_id = minted(request, "job_id")
    title = _("What %s would do") % f"{found.price_list.name}, {called(found)}"
    ask_for(by, IMPACT, title, {"version_id": str(pk)}, may=IMPACT, job_id=job_id)
    return f"{address('version_impact', pk)}?job={job_id}"


@page("pricing.read")
def version_impact(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.price_version(by, pk)
    impact = reports_queries.price_impact(by, pk)
    parts = _progress(request, by)
    shown = DocumentPage(
        kind=_("What it would do"),
        title=called(found),
        subtitle=found.price_list.name,
        subtitle_url=address("price_list", found.price_list_id),
        back_url=address("price_version", pk),
        back_label=called(found),
        state=found.state,
        verbs=[] if parts else _verbs(by, found, impact),
        notices=_notices(by, found, impact),
        facts=_facts(by, impact) if impact is not None else (),
        parts=parts,
        sections=_sections(by, impact) if impact is not None else [],
    )
    return answer_document(request, shown)


def _verbs(by: By, found: PriceVersion, impact: PriceImpact | None) -> list[Verb]:
    if found.state not in ("draft", "scheduled") or not access_queries.may(by, IMPACT):
        return []
    label = _("Work it out again") if impact is not None else _("Work it out")
    held = {"job_id": str(new_id(by.now))}
    ask = address("version_impact_ask", found.pk)
    return [Verb("work_out", label, ask, strong=True, hidden=held, icon="scale")]


def _notices(by: By, found: PriceVersion, impact: PriceImpact | None) -> list[Notice]:
    if by.scope:
        return [Notice(_("You see your own customers: look into the lists of this version."), "info")]
    if impact is None:
        text = _(
            "Nobody worked it out yet: which customers would pay what more for what they bought in twelve months, "
            "which open quotes and orders have other prices, and what it does to the margin. It takes seconds."
        )
        return [Notice(text, "info")]
    notices = []
    if impact.of_version != found.version and found.state in ("draft", "scheduled"):
        notices.append(Notice(_("The version was changed since. Work it out again."), "warn"))
    if impact.without:
        text = _(
            "Some items would have no price any more for some customers. They are left as they are in these sums."
        )
        at = behind("impact_rows", impact.version_id, without="yes")
        notices.append(Notice(text, "warn", link=at, link_label=_("Show them")))
    return notices


def _facts(by: By, impact: PriceImpact) -> tuple[FactGroup, ...]:
    version, currency = impact.version_id, impact.currency

    def money(label: str, name: str) -> Fact:
        at = behind("impact_customers", version)
        return Fact(label, getattr(impact, name), "money", currency=currency, link=at)

    return (
        FactGroup(
            _("Customers"),
            (
                Fact(_("Pay more"), impact.dearer, "number", link=behind("impact_customers", version, dearer="yes")),
                Fact(_("Pay less"), impact.cheaper, "number",
                     link=behind("impact_customers", version, cheaper="yes")),
                Fact(_("Buy by the list"), impact.buyers, "number"),
                money(_("12 months, now"), "before"),
                money(_("12 months, then"), "after"),
                Fact(_("More"), impact.after - impact.before, "money", currency=currency,
                     link=behind("impact_rows", version)),
            ),
        ),
        FactGroup(
            _("Open documents"),
            (
                Fact(_("Quotes"), impact.quotes, "number", link=behind("impact_documents", version, kind="quote")),
                Fact(_("Unconfirmed orders"), impact.orders, "number",
                     link=behind("impact_documents", version, kind="order")),
                Fact(_("Confirmed orders"), 0, "number", note=_("keep their prices, always")),
            ),
        ),
        *([_margin(impact)] if access_queries.may(by, "catalog.read_cost") else []),
        FactGroup(
            _("Worked out"),
            (Fact(_("When"), impact.made_at, "moment"), Fact(_("For prices on"), impact.on, "day")),
        ),
    )  # fmt: skip


def _margin(impact: PriceImpact) -> FactGroup:
    """At the average cost of the stock, of what is in stock."""
    before, after, cost = impact.costed_before, impact.costed_after, impact.cost
    return FactGroup(
        _("Margin"),
        (
            Fact(_("Now"), (before - cost) / before if before else None, "percent"),
            Fact(_("Then"), (after - cost) / after if after else None, "percent"),
            Fact(_("More"), after - before, "money", currency=impact.currency,
                 note=_("of goods whose cost is known")),
        ),
    )  # fmt: skip


def _sections(by: By, impact: PriceImpact) -> list[Section]:
    asked = {"version": [str(impact.version_id)]}
    customers = reports_queries.IMPACT_CUSTOMERS
    documents = reports_queries.IMPACT_DOCUMENTS.page(by, filters=asked, limit=SHOWN)
    all_customers, label = (
        behind("impact_customers", impact.version_id),
        _("All of them, to filter and export"),
    )
    nobody = _("Nobody.")
    return [
        Section(
            _("Who would pay more"),
            CUSTOMER_COLUMNS,
            customers.page(by, filters={**asked, "dearer": ["yes"]}, limit=SHOWN).rows,
            nobody,
            link=all_customers,
            link_label=label,
        ),
        Section(
            _("Who would pay less"),
            CUSTOMER_COLUMNS,
            customers.page(by, filters={**asked, "cheaper": ["yes"]}, sort="more", limit=SHOWN).rows,
            nobody,
            link=all_customers,
            link_label=label,
        ),
        Section(
            _("Open quotes and orders with other prices"),
            DOCUMENT_COLUMNS,
            documents.rows,
            _("None."),
            note=_("They keep their prices until somebody has them priced anew."),
            link=behind("impact_documents", impact.version_id),
            link_label=label,
        ),
    ]


def _progress(request: HttpRequest, by: By) -> list[Part]:
    """The work that led here, as long as it goes on, or when it failed."""
    try:
        work = jobs.job_of(by, id_of(request.GET["job"]))
    except (KeyError, Invalid, NotFound):
        return []
    if work.state in ("done", "cancelled"):
        return []
    return [Part("office/jobs/_part.html", {"job": work, "reload": True})]
