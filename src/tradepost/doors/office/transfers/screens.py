"""The lists of transfers, of what is on the way, and of what did not add up."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.models import Transfer
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import known_ids
from tradepost.doors.office.parts.stocked import quiet_zero
from tradepost.doors.office.transfers.words import KINDS, OUTCOMES
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

BASE = f"={settings.BASE_CURRENCY}"


def way_text(row: Transfer) -> str:
    """From where to where, in codes."""
    return f"{row.from_warehouse.code} → {row.to_warehouse.code}"


def transfer_numbers(by: By, values: Sequence[str]) -> dict[str, str]:
    """The numbers of the transfers chosen in a filter."""
    found = transfers_queries.transfers_of(by, known_ids(values))
    return {str(pk): row.number for pk, row in found.items()}


_TRANSFER = (
    Column("number", _("Number"), "code", link=lambda row: address("transfer", row.pk), sort="number",
           note=lambda row: row.note),
    Column("way", _("Way"), "code", value=way_text),
    Column("state", _("State"), "state", sort="state"),
    Column("expected_on", _("Arrives"), "day", sort="expected"),
    Column("lines_count", _("Lines"), "number", priority=2),
    Column("open_quantity", _("On the way"), "quantity", sort="open", tone=quiet_zero("open_quantity")),
    Column("carrier", _("Carrier"), priority=3, note=lambda row: row.tracking_number),
    Column("made_at", _("Entered"), "moment", sort="made", priority=3),
)  # fmt: skip

TRANSFERS = ListScreen(
    name="transfers",
    title=_("Transfers"),
    noun=_("transfers"),
    listing=transfers_queries.TRANSFERS,
    may="transfers.read",
    search_hint=_("Number, note, carrier, tracking"),
    columns=_TRANSFER,
    filters=(
        FilterField("state"),
        FilterField("from_warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("to_warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("expected"),
        FilterField("made"),
        FilterField("open"),
    ),
    sums=(SumField("open", _("On the way"), "quantity"),),
    presets=(
        Preset(_("To send"), "state=released"),
        Preset(_("On the way"), "state=in_transit&sort=expected"),
        Preset(_("Received"), "state=received"),
        Preset(_("Drafts"), "state=draft"),
    ),
    verbs=(
        ListVerb(
            _("New transfer"), later("transfer_new"), "plus", strong=True, may="transfers.draft_transfer"
        ),
        ListVerb(_("Differences"), later("transfer_discrepancies"), "scale"),
        ListVerb(_("Lines"), later("transfer_lines"), "list"),
        ListVerb(_("Stock"), later("stock"), "warehouse", may="inventory.read"),
    ),
    empty=Empty(
        _("No transfers yet"),
        _("A transfer takes goods from one warehouse to another, and knows what is on the way."),
        _("New transfer"),
        later("transfer_new"),
        "truck",
    ),
)
TRANSFERS_WITH_VALUE = replace(
    TRANSFERS,
    columns=(
        *_TRANSFER[:6],
        Column("open_value", _("Worth on the way"), "money", currency=BASE, priority=2),
        *_TRANSFER[6:],
    ),
    sums=(*TRANSFERS.sums, SumField("value", _("Worth on the way"), currency=BASE.removeprefix("="))),
)


LINES = ListScreen(
    name="transfer_lines",
    title=_("Lines of transfers"),
    noun=_("lines"),
    listing=transfers_queries.LINES,
    may="transfers.read",
    search_hint=_("Number, SKU, name"),
    columns=(
        Column("transfer.number", _("Transfer"), "code", link=lambda row: address("transfer", row.transfer_id)),
        Column("transfer.state", _("State"), "state", priority=2),
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="item",
               note=lambda row: row.item.name),
        Column("quantity", _("Wanted"), "quantity", unit="item.base_unit"),
        Column("sent", _("Sent"), "quantity"),
        Column("received", _("Received"), "quantity"),
        Column("open", _("On the way"), "quantity", sort="open", tone=quiet_zero("open")),
        Column("damaged", _("Damaged"), "quantity", priority=3, tone=quiet_zero("damaged")),
        Column("lost", _("Lost"), "quantity", priority=3, tone=quiet_zero("lost")),
    ),
    filters=(
        FilterField("on_the_way"),
        FilterField("state"),
        FilterField("transfer", text_of=transfer_numbers),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    sums=(SumField("open", _("On the way"), "quantity"),),
    presets=(Preset(_("On the way"), "on_the_way=yes"),),
    verbs=(ListVerb(_("Transfers"), later("transfers"), "truck"),),
    empty=Empty(_("No lines yet"), _("The lines of all transfers stand here."), icon="truck"),
)  # fmt: skip

DISCREPANCIES = ListScreen(
    name="transfer_discrepancies",
    title=_("Differences of transfers"),
    noun=_("differences"),
    listing=transfers_queries.DISCREPANCIES,
    may="transfers.read",
    search_hint=_("Number, SKU, name, reason"),
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: address("transfer_discrepancy", row.pk),
               sort="item", note=lambda row: row.item.name),
        Column("kind", _("Difference"), value=lambda row: KINDS.get(row.kind, row.kind)),
        Column("quantity", _("Quantity"), "quantity", unit="item.base_unit", sort="quantity"),
        Column("state", _("State"), "state"),
        Column("transfer.number", _("Transfer"), "code",
               link=lambda row: address("transfer", row.transfer_id), note=lambda row: way_text(row.transfer)),
        Column("lot.code", _("Lot"), "code", priority=3),
        Column("made_at", _("Found"), "moment", sort="made", priority=2),
        Column("outcome", _("Outcome"), value=lambda row: OUTCOMES.get(row.outcome, ""), priority=2,
               note=lambda row: row.reason),
    ),
    filters=(
        FilterField("state"),
        FilterField("kind", choices=tuple(KINDS.items())),
        FilterField("outcome", choices=tuple(OUTCOMES.items())),
        FilterField("made"),
        FilterField("transfer", text_of=transfer_numbers),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    presets=(
        Preset(_("To settle"), "state=open"),
        Preset(_("Lost on the way"), "outcome=lost"),
    ),
    verbs=(ListVerb(_("Transfers"), later("transfers"), "truck"),),
    empty=Empty(
        _("Nothing differs"),
        _("When less arrives than was sent, or more, it stands here until somebody says what became of it."),
        icon="scale",
    ),
)  # fmt: skip
