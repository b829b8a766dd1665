"""Prices of a draft changed by a formula: what it would do is shown first."""

import hashlib
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.events import to_json
from tradepost.base.ids import new_id
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion
from tradepost.domain.pricing.queries import Picked
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.jobs import ask_for
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.pricing.version_forms import FormulaForm
from tradepost.doors.office.pricing.version_jobs import REPRICE, repriced_words
from tradepost.doors.office.pricing.version_screens import called
from tradepost.doors.office.verbs import done
from tradepost.render.formats import number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section
from tradepost.render.screens.form import FormPage

EXAMPLES = 12
AT_ONCE = 2000
"""So many prices are changed while people wait; more by a job."""


@page("pricing.reprice_version")
def version_formula(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Asked once it shows what would change; asked again just so, it is done."""
    found = pricing_queries.price_version(by, pk)
    PRICE_VERSION.next(found.state, "change")
    form = FormulaForm(request.POST or None, by=by)
    count, sections, seen = 0, [], ""
    if form.is_bound and form.is_valid():
        try:
            count, sections = _would(by, found, form)
            seen = _digest(form)
            if count and request.POST.get("seen") == seen:
                return _do(request, by, found, form, count)
        except Refusal as refusal:
            form.refuse(refusal)
    submit = (
        ngettext("Change %s price", "Change %s prices", count) % number_text(count) if count else _("Show it")
    )
    shown = FormPage(
        _("Change by a formula"),
        form,
        submit,
        address("price_version", pk),
        kind=found.price_list.name,
        intro=_intro(count)
        if seen
        else _("First you are shown what it would change; then you say whether it shall."),
        hidden={"seen": seen if count else "", "job_id": request.POST.get("job_id") or new_id(by.now)},
        back_url=address("price_version", pk),
        back_label=called(found),
        sections=sections,
    )
    return answer_form(request, shown)


def _intro(count: int) -> str:
    if not count:
        return _("No price of this draft is meant by that.")
    text = ngettext(
        "%s price would be changed, in this draft alone. Change what you typed, and it is shown anew.",
        "%s prices would be changed, in this draft alone. Change what you typed, and it is shown anew.",
        count,
    )
    return text % number_text(count)


def _would(by: By, found: PriceVersion, form: FormulaForm) -> tuple[int, list[Section]]:
    """How many prices are meant, and what becomes of the first of them."""
    if faults := rules.faults_of_formula(form.formula):
        raise Invalid(_("This formula cannot be used. Correct the marked fields."), fields=faults)
    day = by.now.date()
    count = pricing_queries.count_picked(found, form.pick, on=day)
    first = pricing_queries.picked(found, form.pick, on=day, limit=EXAMPLES)
    new = {
        _key(row): amount for row, amount in pricing_queries.results_of(found, first, form.formula, on=day)
    }
    rows = [_shown(found, row, new.get(_key(row))) for row in first]
    if not rows:
        return 0, []
    more = count - len(rows)
    note = ngettext("and %s more", "and %s more", more) % number_text(more) if more > 0 else ""
    return count, [Section(_("What becomes of them"), COLUMNS, rows, note=note)]


def _key(row: Picked) -> tuple[Any, Any]:
    return row.price_row_id, row.row_id


def _shown(found: PriceVersion, row: Picked, new: Decimal | None) -> dict[str, Any]:
    return {
        "sku": row.sku,
        "name": row.name,
        "old": row.amount,
        "new": new,
        "change": (new - row.amount) / row.amount if new is not None and row.amount else None,
        "unit": row.unit or row.base_unit,
        "minimum_quantity": row.minimum_quantity,
        "currency": found.price_list.currency,
        "without": new is None,
    }


COLUMNS = (
    Column("sku", _("Item"), "code", note=lambda row: row["name"]),
    Column("old", _("In the draft now"), "price"),
    Column("new", _("Then"), "price", note=lambda row: _("no result: it stays") if row["without"] else ""),
    Column("change", _("Change"), "percent"),
    Column("unit", _("Per"), priority=2),
    Column("minimum_quantity", _("From"), "number", priority=2),
)


def _digest(form: FormulaForm) -> str:
    """Of what was typed: what is done is what was shown."""
    return hashlib.sha256(to_json([asdict(form.pick), asdict(form.formula)]).encode()).hexdigest()[:32]


def _do(request: HttpRequest, by: By, found: PriceVersion, form: FormulaForm, count: int) -> HttpResponseBase:
    if count <= AT_ONCE:
        told = pricing.reprice_version(by, version_id=found.pk, pick=form.pick, formula=form.formula)
        done(request, repriced_words(told))
        return redirect(address("price_version", found.pk))
    formula, pick = asdict(form.formula), asdict(form.pick)
    request_of_job = {
        "version_id": str(found.pk),
        "pick": {
            **pick,
            "category_id": str(pick["category_id"] or ""),
            "brand_id": str(pick["brand_id"] or ""),
            "item_ids": [str(one) for one in pick["item_ids"]],
        },
        "formula": {**formula, "value": str(formula["value"])},
    }
    title = _("Changing the prices of %s") % f"{found.price_list.name}, {called(found)}"
    return redirect(
        ask_for(
            by, REPRICE, title, request_of_job, may=REPRICE, total=count, job_id=minted(request, "job_id")
        )
    )
