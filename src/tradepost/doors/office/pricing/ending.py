"""Prices that shall hold no more: chosen in the list, looked at once more, ended."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceRow
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, ids_of
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.pricing.forms import EndPricesForm
from tradepost.doors.office.pricing.screens import per, what
from tradepost.doors.office.pricing.version_screens import called
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import money_text, number_text
from tradepost.render.screens.form import FormPage

SHOWN = 6


@verb("pricing.end_prices", back="office:prices")
def prices_end(request: HttpRequest, by: By) -> HttpResponseBase | str:
    """The chosen prices (`id`, repeated) as a page that asks; with its answer (`ids`) they end."""
    answered = request.POST.get("ids", "")
    ids = [id_of(text) for text in answered.split(",")] if answered else ids_of(request)
    if not ids:
        raise Invalid(_("Choose at least one price."))
    rows = pricing_queries.prices_named(by, ids)
    form = EndPricesForm(request.POST if answered else None, drafts=_drafts(by, rows))
    if form.is_bound and form.is_valid():
        try:
            if version := form.cleaned_data.get("version"):
                return _with_version(request, by, id_of(version), ids)
            changed = pricing.end_prices(by, price_ids=ids, ends_on=form.cleaned_data["ends_on"])
            return done(request, _said(changed), _back(rows))
        except Invalid as refusal:
            form.refuse(refusal)
    return answer_form(request, _page(by, rows, ids, form))


def _drafts(by: By, rows: Sequence[PriceRow]) -> list[tuple[str, str]]:
    """The drafts of the list that these prices stand in, when it is one list."""
    lists = {row.price_list_id for row in rows}
    if len(lists) != 1 or not access_queries.may(by, "pricing.end_version_prices"):
        return []
    return [(str(one.pk), called(one)) for one in pricing_queries.open_versions(by, lists.pop())]


def _with_version(request: HttpRequest, by: By, version_id: UUID, ids: Sequence[UUID]) -> str:
    pricing.end_version_prices(by, version_id=version_id, price_ids=ids)
    said = ngettext("%s price ends with this version.", "%s prices end with this version.", len(ids))
    return done(request, said % number_text(len(ids)), address("price_version", version_id))


def _said(changed: int) -> str:
    text = ngettext("%(n)s price ended. Set it again to bring it back.",
                    "%(n)s prices ended. Set them again to bring them back.", changed)  # fmt: skip
    return text % {"n": number_text(changed)}


def _back(rows: Sequence[PriceRow]) -> str:
    lists = {row.price_list_id for row in rows}
    return address("price_list", lists.pop()) if len(lists) == 1 else address("prices")


def _page(by: By, rows: Sequence[PriceRow], ids: Sequence[UUID], form: EndPricesForm) -> FormPage:
    title = ngettext("End %(n)s price", "End %(n)s prices", len(rows)) % {"n": number_text(len(rows))}
    return FormPage(
        title,
        form,
        title,
        _back(rows),
        intro=" ".join(_intro(by, rows)),
        hidden={"ids": ",".join(str(one) for one in ids)},
        action=address("prices_end"),
        back_url=_back(rows),
        back_label=_("Prices"),
    )


def _intro(by: By, rows: Sequence[PriceRow]) -> list[str]:
    """What will end, whom it meets, and what stays."""
    lists = {row.price_list_id: row.price_list.name for row in rows}
    names = [f"{what(row)} {_amount(row)}" for row in rows[:SHOWN]]
    more = len(rows) - len(names)
    told = ", ".join(names) + (_(" and %s more") % number_text(more) if more > 0 else "")
    reach = pricing_queries.reach_of(lists, on=by.now.date())
    buyers = ngettext(
        "%(n)s customer buys by %(lists)s and will pay by what is left there, or by the next list.",
        "%(n)s customers buy by %(lists)s and will pay by what is left there, or by the next list.",
        reach.customers,
    ) % {"n": number_text(reach.customers), "lists": ", ".join(lists.values())}
    base = _("Among them are list prices: what has no other price then cannot be sold without typing one.")
    return [
        f"{told}.",
        *([buyers] if reach.customers else []),
        *([base] if any(row.price_list.is_base for row in rows) else []),
        _(
            "Orders, quotes and invoices keep the prices they were made with. "
            "A price that has not begun by then is removed."
        ),
    ]


def _amount(row: PriceRow) -> str:
    if row.kind == "percent":
        return f"−{number_text(row.amount)} %"
    return f"{money_text(row.amount, row.price_list.currency, finest=4)} / {per(row)}"
