"""Cost layers: what is left of each arrival of items costed first in, first out. For those who may read costs."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.inventory.screens import category_names, item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.layers import BASE, OF_ITEM
from tradepost.doors.office.parts.moved import DOCUMENT, MOVE_WORDS, with_documents
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, SumField

LAYERS = ListScreen(
    name="cost_layers",
    title=_("Cost layers"),
    noun=_("cost layers"),
    listing=inventory_queries.LAYERS,
    may="catalog.read_cost",
    search_hint=_("SKU, name"),
    decorate=with_documents,
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id),
               note=lambda row: row.item.name),
        *OF_ITEM[:1],
        Column("posting.kind", _("Why"), value=lambda row: MOVE_WORDS.get(row.posting.kind, row.posting.kind),
               priority=2),
        DOCUMENT,
        *OF_ITEM[1:],
    ),
    filters=(
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("received"),
    ),
    sums=(
        SumField("quantity", _("Still there"), "quantity"),
        SumField("value", _("Value"), currency=BASE),
    ),
    verbs=(ListVerb(_("Stock"), later("stock"), "warehouse"),),
    empty=Empty(
        _("No cost layers"),
        _("An item that is costed first in, first out has one for each arrival of which something is left."),
        icon="layers",
    ),
)  # fmt: skip
