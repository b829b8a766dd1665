"""The lists of versions of price lists, and of what they change."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceVersion, VersionRow
from tradepost.domain.pricing.queries import EFFECTS
from tradepost.doors.office.catalog.screens import brand_names, category_names
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.pricing.screens import counted_words, name_of, per, price_list_names, what
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset

EFFECT_WORDS = {"changed": _("changed"), "added": _("new"), "gone": _("gone")}


def called(version: PriceVersion) -> str:
    """A version as people call it: its number, and its name where it has one."""
    number = _("Version %s") % version.number
    return f"{number} – {version.name}" if version.name else str(number)


def version_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The versions chosen in a filter."""
    found = pricing_queries.PRICE_VERSIONS.rows(by).filter(pk__in=[one for one in values if len(one) == 36])
    return {str(row.pk): f"{row.price_list.name}: {called(row)}" for row in found}


def _change(row: VersionRow) -> Decimal | None:
    """How far a fixed price moves, as a share."""
    if row.effect != "changed" or not row.old_amount or row.kind != "fixed":
        return None
    return (row.amount - row.old_amount) / row.old_amount


def _tone(row: VersionRow) -> str:
    return "warn" if row.jump >= STARTLING else ""


STARTLING = 25
"""A price that moves by so many per cent is worth a second look."""


def _new(row: VersionRow) -> Any:
    return None if row.is_gone or row.kind != "fixed" else row.amount


def _percents(row: VersionRow) -> Any:
    return row.amount / 100 if row.kind == "percent" and not row.is_gone else None


CHANGE_COLUMNS = (
    Column(
        "item.sku", _("For"), "code", value=what,
        link=lambda row: address("item", row.item_id) if row.item_id else None, note=name_of,
    ),
    Column("effect", _("What"), value=lambda row: EFFECT_WORDS[row.effect]),
    Column(
        "old_amount", _("Old"), "price", value=lambda row: row.old_amount if row.kind == "fixed" else None,
        currency="of.price_list.currency",
    ),
    Column(
        "amount", _("New"), "price", value=_new, currency="of.price_list.currency", sort="amount",
        note=lambda row: _("incl. tax") if row.kind == "fixed" and row.of.price_list.includes_tax else "",
    ),
    Column("change", _("Change"), "percent", value=_change, sort="jump", tone=_tone),
    Column("per", _("Per"), value=per),
    Column(
        "percent", _("Percent"), "percent", value=_percents, priority=3,
        note=lambda row: f"{row.old_amount.normalize():f} %" if row.kind == "percent" and row.old_amount else "",
    ),
    Column("minimum_quantity", _("From"), "quantity", unit="item.base_unit", priority=2, note=counted_words),
    Column("valid_from", _("From day"), "day", priority=3),
)  # fmt: skip
VERSION_ROWS = ListScreen(
    name="version_rows",
    title=_("Changes of prices"),
    noun=_("changes"),
    listing=pricing_queries.VERSION_ROWS,
    may="pricing.read",
    search_hint=_("SKU, name"),
    columns=(
        CHANGE_COLUMNS[0],
        Column(
            "of.number", _("Version"), value=lambda row: called(row.of), note=lambda row: row.of.price_list.name,
            link=lambda row: address("price_version", row.of_id), priority=2,
        ),
        *CHANGE_COLUMNS[1:],
    ),
    filters=(
        FilterField("version", url=later("price_version_lookup"), text_of=version_names),
        FilterField("effect", choices=tuple((name, EFFECT_WORDS[name]) for name in EFFECTS)),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("brand", url=later("brand_lookup"), text_of=brand_names),
        FilterField("kind", choices=(("fixed", _("fixed price")), ("percent", _("percent off")))),
    ),
    verbs=(
        ListVerb(
            _("Leave as they are"), later("version_rows_drop"), "undo-2", bulk=True, may="pricing.drop_version_rows"
        ),
    ),
    empty=Empty(_("No changes"), _("A version of a price list says what it changes."), icon="git-compare"),
)  # fmt: skip
VERSION_COLUMNS = (
    Column(
        "number", _("Version"), value=called, link=lambda row: address("price_version", row.pk), sort="number"
    ),
    Column("state", _("State"), "state"),
    Column("rows", _("Changes"), "number", link=lambda row: f"{address('version_rows')}?version={row.pk}"),
    Column("activates_at", _("Activates"), "moment", priority=2),
    Column("activated_at", _("Activated"), "moment", priority=2),
    Column("made_at", _("Made"), "moment", sort="made", priority=3),
)
PRICE_VERSIONS = ListScreen(
    name="price_versions",
    title=_("Versions of prices"),
    noun=_("versions"),
    listing=pricing_queries.PRICE_VERSIONS,
    may="pricing.read",
    search_hint=_("Name, price list"),
    columns=(
        VERSION_COLUMNS[0],
        Column(
            "price_list.name", _("Price list"), link=lambda row: address("price_list", row.price_list_id), sort="list"
        ),
        *VERSION_COLUMNS[1:],
    ),
    filters=(
        FilterField("price_list", url=later("price_list_lookup"), text_of=price_list_names),
        FilterField("state", _("State")),
    ),
    presets=(Preset(_("Drafts"), "state=draft"), Preset(_("Scheduled"), "state=scheduled")),
    verbs=(ListVerb(_("Price lists"), later("price_lists"), "tags"),),
    empty=Empty(
        _("No version yet"),
        _("Begin one on the page of a price list: prices are changed in it, looked at, and activated together."),
        _("To the price lists"),
        later("price_lists"),
        "git-compare",
    ),
)  # fmt: skip
