import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from tradepost.base.at_once import AtOnce

GUARDS = """
create sequence base_number_transfer start 1000001;
create trigger transfer_version before update on transfers_transfer
  for each row execute function base_next_version();
create trigger discrepancy_version before update on transfers_discrepancy
  for each row execute function base_next_version();
"""
UNDO = """
drop sequence base_number_transfer;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "from_warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "to_warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("state", models.TextField(default="draft")),
                        ("expected_on", models.DateField()),
                        ("note", models.TextField(default="")),
                        ("carrier", models.TextField(default="")),
                        ("tracking_number", models.TextField(default="")),
                        ("lines_count", models.IntegerField(default=0)),
                        ("open_quantity", models.BigIntegerField(default=0)),
                        ("open_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(null=True)),
                        ("dispatched_at", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField(null=True)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("cancelled_reason", models.TextField(default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "transfers_transfer",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="transfer_by_age"),
                            models.Index(
                                condition=models.Q(("state__in", ["draft", "released", "in_transit"])),
                                fields=["state", "expected_on"],
                                name="transfer_to_do",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("draft", "released", "in_transit", "received", "cancelled"),
                                    )
                                ),
                                name="transfer_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_warehouse", models.F("to_warehouse")), _negated=True
                                ),
                                name="transfer_goes_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("open_quantity__gte", 0), ("open_value__gte", 0)),
                                name="transfer_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "transfer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="transfers.transfer",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "item",
                            models.ForeignKey(
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
                        ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("unit", models.TextField()),
                        ("unit_numerator", models.BigIntegerField(default=1)),
                        ("unit_denominator", models.BigIntegerField(default=1)),
                        ("quantity", models.BigIntegerField()),
                        ("released", models.BigIntegerField(default=0)),
                        ("sent", models.BigIntegerField(default=0)),
                        ("received", models.BigIntegerField(default=0)),
                        ("damaged", models.BigIntegerField(default=0)),
                        ("stayed", models.BigIntegerField(default=0)),
                        ("lost", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "db_table": "transfers_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("transfer", "position"), name="one_transfer_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="transfer_line_wants_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released__gte", 0), ("released__lte", models.F("quantity"))
                                ),
                                name="not_released_beyond_wanted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent__gte", 0), ("sent__lte", models.F("released"))),
                                name="not_sent_beyond_released",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lost__gte", 0),
                                    ("received__gte", 0),
                                    ("stayed__gte", 0),
                                    (
                                        "sent__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("received"), "+", models.F("stayed")
                                            ),
                                            "+",
                                            models.F("lost"),
                                        ),
                                    ),
                                ),
                                name="not_received_beyond_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("damaged__gte", 0), ("damaged__lte", models.F("received"))
                                ),
                                name="damaged_was_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit_numerator__gt", 0), ("unit_denominator__gt", 0)),
                                name="transfer_unit_is_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferReceipt",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="transfers.transfer",
                            ),
                        ),
                        ("note", models.TextField(default="")),
                        ("actor", models.TextField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "transfers_receipt",
                    },
                ),
                migrations.CreateModel(
                    name="TransferLoad",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="transfers.transferline",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("sent", models.BigIntegerField()),
                        ("received", models.BigIntegerField(default=0)),
                        ("damaged", models.BigIntegerField(default=0)),
                        ("stayed", models.BigIntegerField(default=0)),
                        ("lost", models.BigIntegerField(default=0)),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("open_value", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "transfers_load",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "lot"), name="one_load_per_line_and_lot", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent__gt", 0)), name="load_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lost__gte", 0),
                                    ("received__gte", 0),
                                    ("stayed__gte", 0),
                                    (
                                        "sent__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("received"), "+", models.F("stayed")
                                            ),
                                            "+",
                                            models.F("lost"),
                                        ),
                                    ),
                                ),
                                name="not_arrived_beyond_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("damaged__gte", 0), ("damaged__lte", models.F("received"))
                                ),
                                name="damaged_had_arrived",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("open_value__gte", 0),
                                    models.Q(
                                        ("open_value", 0),
                                        (
                                            "sent__gt",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("received"), "+", models.F("stayed")
                                                ),
                                                "+",
                                                models.F("lost"),
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="load_value_goes_with_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discrepancy",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="transfers.transfer",
                            ),
                        ),
                        (
                            "load",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="transfers.transferload",
                            ),
                        ),
                        ("kind", models.TextField()),
                        (
                            "item",
                            models.ForeignKey(
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
                        (
                            "place",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("state", models.TextField(default="open")),
                        ("outcome", models.TextField(default="")),
                        ("reason", models.TextField(default="")),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("settled_by", models.TextField(default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "transfers_discrepancy",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["made_at", "id"],
                                name="discrepancy_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("missing", "surplus"))),
                                name="discrepancy_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("open", "settled"))),
                                name="discrepancy_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="discrepancy_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("state", "open")),
                                    models.Q(
                                        ("outcome__in", ("arrived", "stayed", "lost", "sent", "found")),
                                        ("state", "settled"),
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_has_an_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "missing"), _negated=True),
                                    ("load__isnull", False),
                                    _connector="OR",
                                ),
                                name="missing_was_sent",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
