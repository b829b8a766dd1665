from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.fulfilment import lot_rules, papers, pick, views, weigh
from tradepost.doors.office.fulfilment.heads import SHIPMENT_HEAD
from tradepost.doors.office.fulfilment.screens import SHIPMENTS, TO_RELEASE
from tradepost.doors.office.parts.editing import head_view
from tradepost.doors.office.parts.views import list_view

urlpatterns = [
    path("shipments/", list_view(SHIPMENTS), name="shipments"),
    path("shipments/to-release/", list_view(TO_RELEASE), name="to_release"),
    path("shipments/<uuid:pk>/", views.shipment, name="shipment"),
    path("shipments/<uuid:pk>/head/", head_view(SHIPMENT_HEAD), name="shipment_head"),
    path("shipments/<uuid:pk>/pick/", pick.shipment_pick, name="shipment_pick"),
    path("shipments/<uuid:pk>/pick/task/", pick.shipment_pick_task, name="shipment_pick_task"),
    path("shipments/<uuid:pk>/pick/all/", views.shipment_pick_all, name="shipment_pick_all"),
    path("shipments/<uuid:pk>/weigh/", weigh.shipment_weigh, name="shipment_weigh"),
    path("shipments/<uuid:pk>/weigh/kept/", weigh.shipment_weights, name="shipment_weights"),
    path("shipments/<uuid:pk>/pack/", views.shipment_pack, name="shipment_pack"),
    path("shipments/<uuid:pk>/ship/", views.shipment_ship, name="shipment_ship"),
    path("shipments/<uuid:pk>/tracking/", views.shipment_tracking, name="shipment_tracking"),
    path("shipments/<uuid:pk>/deliver/", views.shipment_deliver, name="shipment_deliver"),
    path("shipments/<uuid:pk>/cancel/", views.shipment_cancel, name="shipment_cancel"),
    path("shipments/<uuid:pk>/labels.pdf", papers.parcel_labels_pdf, name="parcel_labels_pdf"),
    path("parcels/<uuid:pk>/", views.parcel, name="parcel"),
    path("customers/<uuid:pk>/lots/", lot_rules.lot_rule_set, name="lot_rule_set"),
    path("customers/<uuid:pk>/lots/remove/", lot_rules.lot_rule_remove, name="lot_rule_remove"),
    path("shipments/<uuid:pk>/pick-list.pdf", papers.pick_list_pdf, name="pick_list_pdf"),
    path("shipments/<uuid:pk>/packing-slip.pdf", papers.packing_slip_pdf, name="packing_slip_pdf"),
    path("shipments/<uuid:pk>/delivery-note.pdf", papers.delivery_note_pdf, name="delivery_note_pdf"),
]

FINDERS.append(
    Finder(
        "shipment",
        _("Shipment"),
        fulfilment_queries.SHIPMENTS,
        "number",
        ("order__customer_name", "order__number", "tracking_number"),
        may="fulfilment.read",
        by_number=True,
    )
)
FINDERS.append(
    Finder(
        "parcel",
        _("Package"),
        fulfilment_queries.CARRIED,
        "called",
        ("shipment__number", "shipment__order__customer_name", "sscc"),
        may="fulfilment.read",
        numbered=False,
        by_number=True,
    )
)
