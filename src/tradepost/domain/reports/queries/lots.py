"""Who got which lot: what left of it, line by line, less what came back."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models import Sum as Add
from django.db.models.functions import Cast, Coalesce, Concat, Trim

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, Sum, day_range, flag, reference, uuids
from tradepost.domain.access import queries as access_queries
from tradepost.domain.fulfilment.models import Package, PickTask
from tradepost.domain.inventory.models import Move
from tradepost.domain.parties.models import Contact
from tradepost.domain.returns.models import ReturnLine


def _parcels() -> Subquery:
    """The parcels of the shipment by number, each with what the carrier calls it."""
    called = Trim(
        Concat(
            Cast("number", TextField()), Value(" ", TextField()), "tracking_number", output_field=TextField()
        )
    )
    all_of_them = StringAgg(called, ", ", order_by="number", output_field=TextField())
    found = Package.objects.filter(shipment_id=OuterRef("shipment_id")).order_by().values("shipment_id")
    return Subquery(found.annotate(all=all_of_them).values("all"))


def _contact() -> Subquery:
    """Whom to call there: the first person that is known, with what they are reached by."""
    called = Concat(
        "name", Value(" ", TextField()), "email", Value(" ", TextField()), "phone", output_field=TextField()
    )
    found = Contact.objects.filter(party_id=OuterRef("shipment__order__customer__party_id")).order_by("id")
    return Subquery(found.annotate(called=called).values("called")[:1])


def _deliveries(by: By) -> "QuerySet[PickTask]":
    """One row for each lot in a line of a shipment that left, from however many places it was taken."""
    same = PickTask.objects.filter(line_id=OuterRef("line_id"), lot_id=OuterRef("lot_id"), picked__gt=0)
    rows = PickTask.objects.filter(
        ~Exists(same.filter(pk__lt=OuterRef("pk"))),
        lot__isnull=False,
        picked__gt=0,
        shipment__shipped_at__isnull=False,
    ).select_related("lot__item", "shipment__order__customer__party")
    rows = access_queries.scoped(
        rows,
        by,
        rep="shipment__order__rep_id",
        customer="shipment__order__customer_id",
        warehouse="shipment__warehouse_id",
    )
    taken = same.order_by().values("line_id").annotate(sum=Add("picked")).values("sum")
    sent_back = ReturnLine.objects.filter(shipment_line_id=OuterRef("line_id"), lot_id=OuterRef("lot_id"))
    back = sent_back.order_by().values("shipment_line_id").annotate(sum=Add("received")).values("sum")
    whole = BigIntegerField()
    return rows.annotate(
        shipped=Subquery(taken, output_field=whole),
        returned=Coalesce(Subquery(back, output_field=whole), 0, output_field=whole),
        parcels=Coalesce(_parcels(), Value("", TextField()), output_field=TextField()),
        contact=Trim(Coalesce(_contact(), Value("", TextField()), output_field=TextField())),
    ).annotate(kept=F("shipped") - F("returned"))


def _of_lot(rows: Rows, values: list[str]) -> Rows:
    """The ledger knows by an index which shipments took some of a lot."""
    ids = uuids(values)
    left = Move.objects.filter(lot_id__in=ids, posting__kind="shipment")
    return rows.filter(lot_id__in=ids, shipment_id__in=left.values("posting__subject_id"))


LOT_DELIVERIES: Listing[PickTask] = Listing(
    name="lot_deliveries",
    rows=_deliveries,
    sorts={
        "day": ("shipment__shipped_at", "id"),
        "customer": ("shipment__order__customer_name", "shipment__shipped_at", "id"),
    },
    default_sort="-day",
    filters={
        "lot": Filter("Lot", _of_lot, "reference"),
        "item": reference("Item", "line__item_id"),
        "customer": reference("Customer", "shipment__order__customer_id"),
        "warehouse": reference("Warehouse", "shipment__warehouse_id"),
        "day": day_range("Shipped", "shipment__shipped_at"),
        "kept": flag("Still there", Q(kept__gt=0)),
    },
    search=lambda rows, text: rows.filter(lot_code__icontains=text),
    sums={
        "customers": Sum("Customers", "shipment__order__customer_id", distinct=True),
        "shipments": Sum("Shipments", "shipment_id", distinct=True),
        "shipped": Sum("Shipped", "shipped"),
        "returned": Sum("Came back", "returned"),
        "kept": Sum("Still there", "kept"),
    },
)
"""What left of lots: `shipped`, `returned` and `kept` in base units; `parcels` and `contact` are texts."""
