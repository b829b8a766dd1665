"""Short items: who has what of one, what each policy would make of it, its preview, and giving by hand."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Position
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Claimant, Shortage
from tradepost.doors.office.inventory.forms import AllocateForm, GiveForm
from tradepost.doors.office.inventory.screens import category_names, item_names, warehouse_names
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.promised import POLICIES
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.stocked import quiet_zero
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, list_view
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

NO_BREAK = "\u00a0"
MOST = 200
"""Lines on one page: those that change first."""


def page_of(row: Any) -> str:
    """Where a short item of a warehouse stands."""
    return address("shortage", row.warehouse_id, row.item_id)


SHORTAGES = ListScreen(
    name="shortages",
    title=gettext_lazy("Shortages"),
    noun=gettext_lazy("items"),
    listing=inventory_queries.SHORTAGES,
    may="sales.read",
    search_hint=gettext_lazy("SKU, name"),
    columns=(
        Column("item.sku", gettext_lazy("Item"), "code", link=page_of, sort="sku"),
        Column("item.name", gettext_lazy("Name"), priority=2),
        Column("warehouse.code", gettext_lazy("Warehouse"), "code", priority=3),
        Column(
            "backordered", gettext_lazy("Backordered"), "quantity", unit="item.base_unit", sort="backordered",
            tone=lambda row: "bad" if row.backordered else "quiet",
        ),
        Column("late", gettext_lazy("Comes late"), "quantity", sort="late", tone=quiet_zero("late")),
        Column("loose", gettext_lazy("Can be given to others"), "quantity", sort="loose", tone=quiet_zero("loose")),
        Column("incoming", gettext_lazy("Incoming"), "quantity", priority=2, tone=quiet_zero("incoming")),
    ),
    filters=(
        FilterField("backordered", gettext_lazy("Backordered")),
        FilterField("movable", gettext_lazy("Stock can be given to others")),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    presets=(
        Preset(gettext_lazy("To allocate"), "movable=yes"),
        Preset(gettext_lazy("Backordered"), "backordered=yes"),
    ),
    sums=(
        SumField("items", gettext_lazy("Items"), "quantity"),
        SumField("backordered", gettext_lazy("Backordered"), "quantity"),
        SumField("late", gettext_lazy("Comes late"), "quantity"),
    ),
    verbs=(ListVerb(gettext_lazy("Dates that moved"), later("moved_dates"), "calendar-sync"),),
    empty=Empty(
        gettext_lazy("Nobody waits in vain"),
        gettext_lazy("Items that are backordered, or whose supply comes after the day it is needed, stand here."),
        icon="scale",
    ),
)  # fmt: skip

shortages = list_view(SHORTAGES)

_ORDER = Column(
    "order_number", gettext_lazy("Order"), "code",
    value=lambda row: row.order_number or _("not an order"),
    link=lambda row: address("order", row.order_id) if row.order_id else "",
    note=lambda row: row.customer_name,
)  # fmt: skip
_NEEDED = Column("change.claim.needed_on", gettext_lazy("Needed"), "day")


def _cases(units: int, row: Claimant) -> str:
    """Of an item that is dealt out in whole cases, how many these are: 2 × 12."""
    step = row.change.claim.step
    times, rest = divmod(units, step)
    if step == 1 or not times:
        return ""
    parts = f"{number_text(times)} × {number_text(step)}" + (f" + {number_text(rest)}" if rest else "")
    return parts.replace(" ", NO_BREAK)


def _wants(row: Claimant) -> str:
    aside = _("%s set aside") % number_text(row.reserved) if row.reserved else ""
    return " · ".join(part for part in (_cases(row.change.claim.quantity, row), aside) if part)


_WANTS = Column("change.claim.quantity", gettext_lazy("Wants"), "quantity", note=_wants)
_STOCK = Column(
    "change.before.stock", gettext_lazy("From stock"), "quantity",
    note=lambda row: _cases(row.change.before.stock, row),
)  # fmt: skip
_PRIORITY = Column("change.claim.priority", gettext_lazy("Priority"), "number", priority=3)


def _tone(day: date | None, row: Claimant) -> str:
    return "bad" if day is None or day > row.change.claim.needed_on else ""


def _conditions(row: Claimant) -> str:
    claim = row.change.claim
    if claim.whole:
        return _("only whole")
    return _("at least %s %%") % claim.minimum_fill if claim.minimum_fill else ""


_HOW = Column("how", gettext_lazy("Ships"), value=_conditions, priority=3)
HOLDERS = (
    _ORDER, _NEEDED, _WANTS, _STOCK,
    Column(
        "supply", gettext_lazy("From supply"), "quantity", priority=2,
        value=lambda row: sum(row.change.before.pegs.values()),
    ),
    Column(
        "change.before.backordered", gettext_lazy("Backordered"), "quantity",
        tone=lambda row: "bad" if row.change.before.backordered else "quiet",
    ),
    Column("change.old_on", gettext_lazy("There on"), "day", tone=lambda row: _tone(row.change.old_on, row)),
    _PRIORITY, _HOW,
)  # fmt: skip
CHANGES = (
    _ORDER, _NEEDED, _WANTS, _STOCK,
    Column(
        "change.after.stock", gettext_lazy("Then"), "quantity",
        note=lambda row: _cases(row.change.after.stock, row),
    ),
    Column("gain", gettext_lazy("Gains or loses"), value=lambda row: _signed(row.change.gain)),
    Column("change.old_on", gettext_lazy("There on"), "day", tone=lambda row: _tone(row.change.old_on, row)),
    Column(
        "change.new_on", gettext_lazy("New day"), "day", tone=lambda row: _tone(row.change.new_on, row),
        note=lambda row: _("moved") if row.change.is_moved else "",
    ),
    _PRIORITY, _HOW,
)  # fmt: skip
OUTCOMES = (
    Column("name", gettext_lazy("Policy"), link=lambda row: row["url"], note=lambda row: row["note"]),
    Column("gain", gettext_lazy("Gain"), "quantity"),
    Column("lose", gettext_lazy("Lose"), "quantity"),
    Column("moved", gettext_lazy("Other day"), "quantity"),
    Column("whole", gettext_lazy("Wholly from stock"), "quantity"),
    Column("late", gettext_lazy("Late or without a day"), "quantity"),
)


def _signed(units: int) -> str:
    """A gain with its sign; nothing where nothing changes."""
    return f"{'+' if units > 0 else '−'}{number_text(abs(units))}" if units else ""


@page("sales.read")
def shortage(request: HttpRequest, by: By, warehouse_id: UUID, item_id: UUID) -> HttpResponseBase:
    policy = request.GET.get("policy", "")
    if policy and policy not in POLICIES:
        raise NotFound("There is no such policy.")
    position = _position(by, warehouse_id, item_id)
    found = reports_queries.shortage(by, warehouse_id, item_id=item_id, on=today_of(by), policy=policy)
    return answer_document(request, shortage_page(by, position, found))


def _position(by: By, warehouse_id: UUID, item_id: UUID) -> Position:
    rows = inventory_queries.positions_of(by, item_id)
    found = next((row for row in rows if row.warehouse_id == warehouse_id), None)
    if found is None:
        raise NotFound("This warehouse never had that item, and nobody was promised it there.")
    return found


def shortage_page(by: By, position: Position, found: Shortage) -> DocumentPage:
    """How it stands; or, of a policy, what it would change. Nothing happens before somebody applies it."""
    preview, here = found.preview, page_of(position)
    return DocumentPage(
        kind=_("Shortage"),
        title=position.item.sku,
        subtitle=position.item.name,
        subtitle_url=address("item", position.item_id),
        back_url=here if preview else address("shortages"),
        back_label=_("As it stands") if preview else _("Shortages"),
        verbs=list(_verbs(by, position, found)),
        notices=_notices(found),
        facts=_facts(position, found),
        sections=[
            _changed(found) if preview else _holders(found),
            # Of one alone there is nobody to take it from.
            *([_outcomes(here, found)] if len(found.rows) > 1 else []),
        ],
        timeline=timeline({position.item_id: Subject()}, 20),
    )


def _holders(found: Shortage) -> Section:
    return Section(
        _("Who has what"),
        HOLDERS,
        found.rows[:MOST],
        _("Nobody waits for it."),
        note=_more(found.rows),
        name="holders",
    )


def _changed(found: Shortage) -> Section:
    assert found.preview is not None
    title = _("What would change: %s") % POLICIES[found.preview.policy][0]
    return Section(title, CHANGES, found.preview.rows[:MOST], note=_more(found.preview.rows), name="changes")


def _more(rows: Sequence[Claimant]) -> str:
    if len(rows) <= MOST:
        return ""
    return _("The first %(shown)s of %(all)s lines.") % {"shown": MOST, "all": number_text(len(rows))}


def _outcomes(here: str, found: Shortage) -> Section:
    rows = [
        {
            "name": POLICIES[one.policy][0],
            "note": POLICIES[one.policy][1],
            "url": f"{here}?policy={one.policy}",
            "gain": one.gain,
            "lose": one.lose,
            "moved": one.moved,
            "whole": one.whole,
            "late": one.late,
        }
        for one in found.outcomes
    ]
    note = _("Lines each policy would change. Open one to see which; nothing is done by looking.")
    return Section(_("Allocate anew"), OUTCOMES, rows, note=note, name="policies")


def _notices(found: Shortage) -> list[Notice]:
    if found.preview is None:
        return []
    one = next(one for one in found.outcomes if one.policy == found.preview.policy)
    if not one.gain and not one.lose and not one.moved:
        return [Notice(_("Everybody has already what this policy gives them."), "good")]
    parts = [
        ngettext("%(n)s line gains stock", "%(n)s lines gain stock", one.gain) % {"n": one.gain},
        ngettext("%(n)s loses some", "%(n)s lose some", one.lose) % {"n": one.lose},
        ngettext("%(n)s has another day", "%(n)s have another day", one.moved) % {"n": one.moved},
    ]
    text = _("Nothing is done yet. What is set aside for picking stays in any case.")
    return [Notice(text, "info", f"{', '.join(parts)}.")]


def _facts(position: Position, found: Shortage) -> tuple[FactGroup, ...]:
    unit = position.item.base_unit
    loose = sum(claim.stock for claim in found.picture.claims)
    return (
        FactGroup(
            position.warehouse.name,
            (
                Fact(_("On hand"), position.on_hand, "quantity", unit=unit),
                Fact(_("Set aside for picking"), position.promised - loose, "quantity", unit=unit),
                Fact(_("Promised, not set aside"), loose, "quantity", unit=unit),
                Fact(_("Free"), position.available, "quantity", unit=unit),
                *_dealt(position, found),
            ),
        ),
        FactGroup(
            _("To come"),
            (
                Fact(_("Incoming"), position.incoming, "quantity", unit=unit, link=_supplies_url(position)),
                Fact(_("Backordered"), position.backordered, "quantity", unit=unit),
            ),
        ),
    )


def _dealt(position: Position, found: Shortage) -> list[Fact]:
    """In what it is dealt out, where that is more than one."""
    step = next((claim.step for claim in found.picture.claims), 1)
    if step == 1:
        return []
    units = catalog_queries.units_of([position.item_id])
    name = next((unit.name for unit in units if unit.numerator == step and unit.denominator == 1), "")
    note = _("%s, not opened") % name if name else ""
    return [Fact(_("Dealt out in"), step, "quantity", unit=position.item.base_unit, note=note)]


def _supplies_url(position: Position) -> str:
    return f"{address('supplies')}?item={position.item_id}&warehouse={position.warehouse_id}"


def _verbs(by: By, position: Position, found: Shortage) -> Iterator[Verb]:
    here = (position.warehouse_id, position.item_id)
    if found.preview is not None:
        changed = any(row.change.before != row.change.after for row in found.rows)
        if changed and access_queries.may(by, "inventory.reallocate"):
            yield Verb(
                "apply",
                _("Apply"),
                address("shortage_apply", *here),
                strong=True,
                form=AllocateForm(auto_id="id_apply_%s"),
                hidden={
                    "policy": found.preview.policy,
                    "mark": found.preview.mark,
                    "reallocation": new_id(by.now),
                },
                icon="check",
            )
        return
    if access_queries.may(by, "inventory.shift_promise") and len(found.rows) > 1:
        yield Verb(
            "give",
            _("Give by hand"),
            address("shortage_give", *here),
            form=GiveForm(rows=found.rows[:MOST], auto_id="id_give_%s"),
            hidden={"shift": new_id(by.now)},
            icon="arrow-left-right",
        )
    yield Verb(
        "moved",
        _("Dates that moved"),
        f"{address('moved_dates')}?item={position.item_id}",
        method="get",
        icon="calendar-sync",
    )


@verb("inventory.reallocate", back="office:shortage", form=AllocateForm)
def shortage_apply(
    request: HttpRequest, by: By, form: AllocateForm, warehouse_id: UUID, item_id: UUID
) -> str:
    """Exactly what the page showed, or the refusal that it is no longer so."""
    _position(by, warehouse_id, item_id)
    inventory.reallocate(
        by,
        reallocation_id=minted(request, "reallocation"),
        warehouse_id=warehouse_id,
        item_ids=[item_id],
        policy=request.POST.get("policy", ""),
        reason=form.cleaned_data["reason"],
        mark=request.POST.get("mark", ""),
    )
    return done(request, _("Allocated anew."), address("shortage", warehouse_id, item_id))


def _give_form(data: Any, *, by: By, warehouse_id: UUID, item_id: UUID) -> GiveForm:
    found = reports_queries.shortage(by, warehouse_id, item_id=item_id, on=today_of(by))
    return GiveForm(data, rows=found.rows)


@verb("inventory.shift_promise", back="office:shortage", form=_give_form)
def shortage_give(request: HttpRequest, by: By, form: GiveForm, warehouse_id: UUID, item_id: UUID) -> str:
    asked = form.cleaned_data
    inventory.shift_promise(
        by,
        shift_id=minted(request, "shift"),
        from_demand_id=id_of(asked["from_line"]),
        to_demand_id=id_of(asked["to_line"]),
        quantity=asked["quantity"],
        reason=asked["reason"],
    )
    return done(request, _("Given."), address("shortage", warehouse_id, item_id))
