"""When could I have so many? Asked at an item before anything is ordered, answered with its why."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor, to_base
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Instead, Related, Wish
from tradepost.doors.office.catalog.forms import WishForm
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.filters import known_ids
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.promised import sources_of, why_journey, why_promise
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.verbs import verb
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.document import Notice, Verb


def wish_verb(item: Item, warehouses: Sequence[Warehouse]) -> Verb | None:
    """The question, where there is a warehouse to ask."""
    if not warehouses:
        return None
    form = WishForm(item=item, warehouses=warehouses, auto_id="id_when_%s")
    return Verb(
        "when", _("When could I have"), address("item_when", item.pk), form=form, icon="calendar-search"
    )


def _form(data: Any, *, by: By, pk: UUID) -> WishForm:
    return WishForm(
        data, item=catalog_queries.item(by, pk), warehouses=inventory_queries.warehouses_of_ours(by)
    )


@verb("inventory.read", back="office:item", form=_form)
def item_when(request: HttpRequest, by: By, form: WishForm, pk: UUID) -> str:
    """The answer stands on the item's page, at an address of its own."""
    asked, item = form.cleaned_data, catalog_queries.item(by, pk)
    unit = next((unit for unit in item.units.all() if unit.name == asked["unit"]), None)
    factor = UnitFactor(unit.numerator, unit.denominator) if unit else UnitFactor()
    words = {
        "wish": to_base(asked["quantity"], factor),
        "from": asked.get("warehouse", ""),
        "to": asked["customer"] or "",
    }
    return f"{address('item', pk)}?{urlencode(words)}"


def answer_to_wish(
    request: HttpRequest, by: By, item: Item, warehouses: Sequence[Warehouse], related: Related
) -> list[Notice]:
    """What `?wish=500&from=` comes to; nothing where nothing, or nothing sensible, is asked."""
    text, place = request.GET.get("wish", ""), request.GET.get("from", "")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:16]) <= 2**53 and len(text) < 17):
        return []
    try:
        wanted = id_of(place) if place else warehouses[0].pk
    except (Invalid, IndexError):
        return []
    found = next((one for one in warehouses if one.pk == wanted), None)
    if found is None:
        return []
    return [_answer(by, item, int(text), found, _customer(by, request.GET.get("to", "")), related)]


def _customer(by: By, text: str) -> CustomerTerms | None:
    """For whom, when it is a customer that this person may see."""
    seen = parties_queries.visible_customers(by).filter(pk__in=known_ids([text])).exists() if text else False
    return parties_queries.customer_terms(id_of(text)) if seen else None


def _answer(
    by: By, item: Item, quantity: int, warehouse: Warehouse, to: CustomerTerms | None, related: Related
) -> Notice:
    today = today_of(by)
    found = reports_queries.wish(
        by, warehouse.pk, item_id=item.pk, quantity=quantity, on=today, to=to, related=related
    )
    cover, journey = found.cover, found.journey
    words = {"n": number_text(quantity), "unit": item.base_unit, "place": warehouse.name}
    if journey is None:
        title, tone = _("%(n)s %(unit)s from %(place)s: no day yet."), "warn"
    else:
        title, tone = _("%(n)s %(unit)s from %(place)s: %(day)s."), "info"
        if to is not None:
            title = _("%(n)s %(unit)s from %(place)s to %(customer)s: %(day)s.")
            words["customer"] = to.name
        words["day"] = day_text(journey.arrives_on if to else journey.ships_on, today)
    told = (
        _of_parts(found) if found.parts else why_promise(cover, sources_of(by, [cover]), today),
        why_journey(journey.trace(), today) if journey else "",
        _beyond(found, today),
        *(_in_its_place(one, today, to) for one in found.instead),
    )
    return Notice(" ".join(part for part in told if part).replace("\n", " "), tone, title % words)


def _of_parts(found: Wish) -> str:
    """What each part of a kit would come from, the scarcest first."""
    text = _(
        "%(part)s: %(stock)s of %(n)s %(unit)s from stock, %(supply)s from what comes, %(missing)s missing."
    )
    parts = sorted(found.parts, key=lambda one: (one.enough_for, one.part.sku))
    return " ".join(
        text
        % {
            "part": one.part.sku,
            "stock": number_text(one.from_stock),
            "n": number_text(one.quantity),
            "unit": one.part.base_unit,
            "supply": number_text(one.stock.supply),
            "missing": number_text(one.missing),
        }
        for one in parts
    )


def _in_its_place(one: Instead, today: date, to: CustomerTerms | None) -> str:
    """What could be had instead, when, and what the customer would pay."""
    words = {
        "sku": one.stand_in.sku,
        "name": one.stand_in.name,
        "n": number_text(one.available),
        "unit": one.stand_in.base_unit,
    }
    text = _("Instead: %(sku)s %(name)s, %(n)s %(unit)s free, no day yet.")
    if one.journey is not None:
        text = _("Instead: %(sku)s %(name)s, %(n)s %(unit)s free, all of it %(day)s.")
        words["day"] = day_text(one.journey.arrives_on if to else one.journey.ships_on, today)
    told = [text % words]
    if one.price is not None and to is not None:
        price = {"price": money_text(one.price, to.currency, finest=4), "unit": one.unit}
        told.append(_("At %(price)s per %(unit)s.") % price)
    return " ".join([*told, *([one.stand_in.note] if one.stand_in.note else [])])


def _beyond(found: Wish, today: date) -> str:
    """When what nobody has ordered could be there, if it were ordered today."""
    if found.could_on is None or found.lead_days is None:
        return ""
    words = {
        "from": found.supplier_name or _("a supplier"),
        "days": number_text(found.lead_days),
        "day": day_text(found.could_on, today),
    }
    text = _("Ordered today from %(from)s, who needs %(days)s days, all would be there %(day)s.") % words
    if found.could is None or found.could.arrives_on == found.could_on:
        return text
    ways = {
        "ships": day_text(found.could.ships_on, today),
        "arrives": day_text(found.could.arrives_on, today),
    }
    then = _("It would ship %(ships)s and arrive %(arrives)s.") % ways
    return f"{text} {then}"
