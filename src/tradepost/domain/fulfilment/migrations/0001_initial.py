import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("inventory", "0002_guards"),
        ("sales", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shipment",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.TextField(unique=True)),
                ("state", models.TextField(default="planned")),
                ("carrier", models.TextField(default="")),
                ("tracking_number", models.TextField(default="")),
                ("shipping_address", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("lines_count", models.IntegerField()),
                ("asked_total", models.BigIntegerField()),
                ("short_total", models.BigIntegerField(default=0)),
                ("picked_total", models.BigIntegerField(default=0)),
                ("shipped_total", models.BigIntegerField(default=0)),
                ("returned_total", models.BigIntegerField(default=0)),
                ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                ("made_at", models.DateTimeField()),
                ("packed_at", models.DateTimeField(null=True)),
                ("shipped_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sales.order"
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
            ],
            options={
                "db_table": "fulfilment_shipment",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("planned", "picking", "packed", "dispatched", "delivered", "cancelled"),
                            )
                        ),
                        name="shipment_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("shipped_at__isnull", False), ("state__in", ("dispatched", "delivered"))
                            ),
                            models.Q(
                                models.Q(("state__in", ("dispatched", "delivered")), _negated=True),
                                ("shipped_at__isnull", True),
                                ("shipped_total", 0),
                            ),
                            _connector="OR",
                        ),
                        name="only_dispatched_is_shipped",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["made_at", "id"], name="shipment_by_age"),
                    models.Index(fields=["state", "made_at"], name="shipment_by_state"),
                    models.Index(
                        condition=models.Q(("shipped_at__isnull", False)),
                        fields=["shipped_at"],
                        name="shipment_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("tracking_number", ""), _negated=True),
                        fields=["tracking_number"],
                        name="shipment_by_tracking",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Package",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("weight_g", models.IntegerField(null=True)),
                ("tracking_number", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                (
                    "shipment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulfilment.shipment",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_package",
                "constraints": [
                    models.UniqueConstraint(fields=("shipment", "number"), name="package_number_is_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("weight_g__isnull", True), ("weight_g__gt", 0), _connector="OR"),
                        name="package_weighs_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShipmentLine",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("asked", models.BigIntegerField()),
                ("short", models.BigIntegerField(default=0)),
                ("picked", models.BigIntegerField(default=0)),
                ("shipped", models.BigIntegerField(default=0)),
                ("returned", models.BigIntegerField(default=0)),
                ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sales.orderline"
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulfilment.shipment",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_shipment_line",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shipment", "order_line"), name="one_shipment_line_per_order_line"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked__gt", 0)), name="shipment_line_asks_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("picked__gte", 0),
                            ("short__gte", 0),
                            (
                                "asked__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("picked"), "+", models.F("short")
                                ),
                            ),
                        ),
                        name="shipment_line_not_overpicked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shipped__gte", 0), ("shipped__lte", models.F("picked"))),
                        name="shipment_line_not_overshipped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("returned__gte", 0), ("returned__lte", models.F("shipped"))),
                        name="shipment_line_not_overreturned",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PickTask",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place_code", models.TextField()),
                ("pick_sequence", models.IntegerField()),
                ("lot_code", models.TextField(default="")),
                ("asked", models.BigIntegerField()),
                ("picked", models.BigIntegerField(default=0)),
                ("short_reason", models.TextField(default="")),
                ("done_at", models.DateTimeField(null=True)),
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
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.place",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulfilment.shipment",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulfilment.shipmentline",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_pick_task",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("asked__gt", 0)), name="pick_asks_something"),
                    models.CheckConstraint(
                        condition=models.Q(("picked__gte", 0), ("picked__lte", models.F("asked"))),
                        name="picked_within_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", False),
                            models.Q(("picked", 0), ("short_reason", "")),
                            _connector="OR",
                        ),
                        name="open_pick_took_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            ("picked", models.F("asked")),
                            models.Q(("short_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="short_pick_has_reason",
                    ),
                ],
            },
        ),
    ]
