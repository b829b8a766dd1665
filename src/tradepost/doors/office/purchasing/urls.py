from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.editing import head_view
from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.purchasing import (
    acknowledging,
    announced,
    cutting,
    editing,
    entry,
    expected,
    landed,
    orders,
    receipts,
    receiving,
    suppliers,
    words,
)
from tradepost.doors.office.purchasing.heads import PURCHASE_ORDER_HEAD, SUPPLIER_HEAD
from tradepost.doors.office.purchasing.landed_screens import LANDED_COSTS
from tradepost.doors.office.purchasing.screens import SUPPLIER_ITEMS, SUPPLIERS, VARIANCES

__all__ = ["urlpatterns", "words"]

ORDER = "purchase-orders/<uuid:pk>/"
urlpatterns = [
    path("purchase-orders/", orders.purchase_orders, name="purchase_orders"),
    path("purchase-orders/new/", entry.entry, name="purchase_order_new"),
    path("purchase-orders/new/preview/", entry.preview, name="purchase_order_preview"),
    path("purchase-orders/new/submit/", entry.submit, name="purchase_order_submit"),
    path(ORDER, orders.purchase_order, name="purchase_order"),
    path(f"{ORDER}head/", head_view(PURCHASE_ORDER_HEAD), name="purchase_order_head"),
    path(f"{ORDER}edit/", editing.edit, name="purchase_order_edit"),
    path(f"{ORDER}edit/submit/", editing.submit, name="purchase_order_submit_edit"),
    path(f"{ORDER}approve/", orders.approve, name="purchase_order_approve"),
    path(f"{ORDER}send/", orders.send, name="purchase_order_send"),
    path(f"{ORDER}cancel/", orders.cancel, name="purchase_order_cancel"),
    path(f"{ORDER}order.pdf", orders.purchase_order_pdf, name="purchase_order_pdf"),
    path(f"{ORDER}receiving.pdf", orders.receiving_sheet_pdf, name="receiving_sheet_pdf"),
    path(f"{ORDER}acknowledge/", acknowledging.acknowledge, name="purchase_order_acknowledge"),
    path(f"{ORDER}acknowledge/preview/", acknowledging.preview, name="purchase_order_acknowledge_preview"),
    path(f"{ORDER}acknowledge/submit/", acknowledging.submit, name="purchase_order_acknowledge_submit"),
    path(f"{ORDER}receive/", receiving.receive, name="purchase_order_receive"),
    path(f"{ORDER}receive/lookup/", receiving.lookup, name="purchase_order_receive_lookup"),
    path(f"{ORDER}receive/preview/", receiving.preview, name="purchase_order_receive_preview"),
    path(f"{ORDER}receive/submit/", receiving.submit, name="purchase_order_receive_submit"),
    path(f"{ORDER}landed-cost/", landed.order_landed, name="purchase_order_landed"),
    *cutting.urls,
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/expected/", expected.to_receive, name="to_receive"),
    path("receipts/announced/", list_view(announced.ANNOUNCED), name="announced_packages"),
    path("receipts/announced/<uuid:pk>/", announced.announced, name="announced"),
    path("receipts/announced/<uuid:pk>/receive/", announced.announced_receive, name="announced_receive"),
    path("receipts/announced/<uuid:pk>/withdraw/", announced.announced_withdraw, name="announced_withdraw"),
    path("receipts/<uuid:pk>/", receipts.receipt, name="receipt"),
    path("receipts/<uuid:pk>/send-back/", receipts.receipt_send_back, name="receipt_send_back"),
    path("receipts/<uuid:pk>/landed-cost/", landed.receipt_landed, name="receipt_landed"),
    path("landed-costs/", list_view(LANDED_COSTS), name="landed_costs"),
    path("landed-costs/<uuid:pk>/", landed.landed_cost, name="landed_cost"),
    path("landed-costs/<uuid:pk>/take-back/", landed.landed_cost_cancel, name="landed_cost_cancel"),
    path("differences/", list_view(VARIANCES), name="variances"),
    path("differences/<uuid:pk>/", receipts.variance, name="variance"),
    path("differences/<uuid:pk>/close/", receipts.variance_close, name="variance_close"),
    path("differences/<uuid:pk>/send-back/", receipts.variance_send_back, name="variance_send_back"),
    path("suppliers/", list_view(SUPPLIERS), name="suppliers"),
    path("suppliers/new/", suppliers.supplier_new, name="supplier_new"),
    path("suppliers/lookup/", suppliers.supplier_lookup, name="supplier_lookup"),
    path("suppliers/offers/", list_view(SUPPLIER_ITEMS), name="supplier_items"),
    path("suppliers/<uuid:pk>/", suppliers.supplier, name="supplier"),
    path("suppliers/<uuid:pk>/head/", head_view(SUPPLIER_HEAD), name="supplier_head"),
    path("suppliers/<uuid:pk>/edit/", suppliers.supplier_edit, name="supplier_edit"),
    path("suppliers/<uuid:pk>/block/", suppliers.supplier_block, name="supplier_block"),
    path("suppliers/<uuid:pk>/unblock/", suppliers.supplier_unblock, name="supplier_unblock"),
    path("suppliers/<uuid:pk>/address/", suppliers.supplier_address, name="supplier_address"),
    path("suppliers/<uuid:pk>/contact/", suppliers.supplier_contact, name="supplier_contact"),
    path("suppliers/<uuid:pk>/offer/", suppliers.supplier_offer, name="supplier_offer"),
]

FINDERS += [
    Finder(
        "purchase_order",
        _("Purchase order"),
        purchasing_queries.PURCHASE_ORDERS,
        "number",
        ("supplier_name",),
        may="purchasing.read",
    ),
    Finder(
        "supplier",
        _("Supplier"),
        parties_queries.SUPPLIERS,
        "party__name",
        ("number",),
        may="parties.read",
        numbered=False,
    ),
    Finder(
        "receipt",
        _("Receipt"),
        purchasing_queries.RECEIPTS,
        "number",
        ("purchase_order__supplier_name",),
        may="purchasing.read",
        by_number=True,
    ),
    Finder(
        "announced",
        _("Announced package"),
        purchasing_queries.ANNOUNCED,
        "sscc",
        ("purchase_order__supplier_name", "purchase_order__number"),
        may="purchasing.read",
        by_number=True,
    ),
    Finder(
        "landed_cost",
        _("Landed cost"),
        purchasing_queries.LANDED_COSTS,
        "number",
        ("supplier_name", "reference"),
        may="catalog.read_cost",
        by_number=True,
    ),
]
