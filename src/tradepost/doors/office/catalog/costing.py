"""What an item's stock is worth, and why: how it is costed, its cost layers, the landed costs it bears."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.catalog.forms import COSTING, CostingForm
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.cards import MOST_KNOWN, first_of, listed
from tradepost.doors.office.parts.landed import LANDED_KINDS
from tradepost.doors.office.parts.layers import OF_ITEM
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Fact, Section, Verb

BASE = f"={settings.BASE_CURRENCY}"
LANDED = (
    Column(
        "number",
        gettext_lazy("Landed cost"),
        "code",
        link=lambda row: address("landed_cost", row.landed_cost_id),
        note=lambda row: LANDED_KINDS.get(row.kind, row.kind),
    ),
    Column("receipt", gettext_lazy("Receipt"), "code", link=lambda row: address("receipt", row.receipt_id)),
    Column("made_at", gettext_lazy("Posted"), "moment", priority=2),
    Column("share", gettext_lazy("Share"), "money", currency=BASE),
    Column("to_stock", gettext_lazy("Into stock"), "money", currency=BASE),
    Column("to_cost", gettext_lazy("Cost of goods"), "money", currency=BASE),
)
SHOWN = 10


def costing_fact(item: Item) -> Fact:
    """How its stock is worth."""
    return Fact(_("Costing"), dict(COSTING).get(item.costing, item.costing))


def costing_verb(by: By, item: Item) -> Iterator[Verb]:
    """To cost it otherwise, for those who may."""
    if access_queries.may(by, "inventory.change_costing"):
        form = CostingForm(initial={"costing": item.costing}, auto_id="id_costing_%s")
        url = address("item_costing", item.pk)
        yield Verb("costing", _("Change costing"), url, form=form, icon="scale")


def worth_sections(by: By, item: Item) -> list[Section]:
    """Where there are any, and only for those who may read costs; three statements at most."""
    may = access_queries.may
    if not may(by, "catalog.read_cost"):
        return []
    landed = purchasing_queries.landed_of_item(by, item.pk, MOST_KNOWN) if may(by, "purchasing.read") else []
    came = first_of(by, landed, SHOWN, "landed_costs", item=item.pk, may="purchasing.read")
    return [
        *(_layers(by, item) if item.costing == "fifo" else ()),
        *(
            [
                Section(
                    _("Landed costs"),
                    LANDED,
                    came.rows,
                    link=came.url,
                    link_label=_("All landed costs"),
                    count=came.count,
                )
            ]
            if landed
            else []
        ),
    ]


def _layers(by: By, item: Item) -> Iterator[Section]:
    left = listed(by, inventory_queries.LAYERS, "cost_layers", {"item": [str(item.pk)]}, SHOWN)
    if left.rows:
        title, label = _("Cost layers, the first to leave first"), _("All cost layers")
        yield Section(title, OF_ITEM, left.rows, link=left.url, link_label=label, count=left.count)
