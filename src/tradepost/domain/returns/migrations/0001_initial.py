import django.db.models.deletion
from django.db import migrations, models

from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger return_version before update on returns_return
  for each row execute function base_next_version();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("billing", "0001_initial"),
        ("catalog", "0001_initial"),
        ("fulfilment", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0001_initial"),
        ("sales", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Return",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("state", models.TextField(default="requested")),
                        ("reason", models.TextField()),
                        ("note", models.TextField(default="")),
                        ("lines_count", models.IntegerField()),
                        ("quantity_total", models.BigIntegerField()),
                        ("received_total", models.BigIntegerField(default=0)),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                        ("authorised_at", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField(null=True)),
                        ("inspected_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("rejected_at", models.DateTimeField(null=True)),
                        ("rejected_reason", models.TextField(default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "returns_return",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="return_by_age"),
                            models.Index(fields=["state", "made_at"], name="return_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "requested",
                                            "authorised",
                                            "received",
                                            "inspected",
                                            "settled",
                                            "rejected",
                                        ),
                                    )
                                ),
                                name="return_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_total", 0), ("received_at__isnull", False), _connector="OR"
                                ),
                                name="only_received_came_back",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "customer_return",
                            models.ForeignKey(
                                db_column="return_id",
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="returns.return",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "shipment_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fulfilment.shipmentline",
                            ),
                        ),
                        (
                            "order_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.orderline",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("received", models.BigIntegerField(default=0)),
                        ("credited", models.BigIntegerField(default=0)),
                        ("disposition", models.TextField(default="")),
                        ("reason", models.TextField(default="")),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("weight_milli", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "db_table": "returns_return_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer_return", "shipment_line", "lot"),
                                name="one_return_line_per_shipment_line",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="return_line_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received__gte", 0), ("received__lte", models.F("quantity"))
                                ),
                                name="received_within_authorised",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("credited__gte", 0), ("credited__lte", models.F("received"))
                                ),
                                name="credited_within_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("disposition__in", ("", "restock", "scrap"))),
                                name="disposition_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight_milli__isnull", True),
                                    models.Q(("received__gt", 0), ("weight_milli__gt", 0)),
                                    _connector="OR",
                                ),
                                name="return_line_weight_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnCredit",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="returns.returnline",
                            ),
                        ),
                        (
                            "credit_note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoice",
                            ),
                        ),
                        (
                            "invoice_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoiceline",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "returns_return_credit",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "invoice_line"), name="one_credit_per_invoice_line"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="return_credit_has_quantity"
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
