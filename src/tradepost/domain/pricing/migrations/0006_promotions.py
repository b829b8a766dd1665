import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    """Promotions: goods that come free with an order; their history is kept."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
        ("parties", "0008_choice_of_warehouses"),
        ("pricing", "0005_discounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promotion",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
                ("buy_quantity", models.BigIntegerField(default=0)),
                ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                ("currency", models.TextField(blank=True, default="")),
                ("gift_quantity", models.BigIntegerField(default=1)),
                ("repeats", models.BooleanField(default=False)),
                ("most", models.BigIntegerField(null=True)),
                ("is_exclusive", models.BooleanField(default=False)),
                ("priority", models.IntegerField(default=100)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.category",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.customer",
                    ),
                ),
                (
                    "gift_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.customergroup",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.item",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_promotion",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("customer__isnull", True), ("group__isnull", True), _connector="OR"
                        ),
                        name="promotion_for_one_buyer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("item__isnull", True), ("category__isnull", True), _connector="OR"
                        ),
                        name="promotion_of_item_or_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("buy_quantity__gt", 0), ("minimum_value", 0)),
                            models.Q(
                                ("buy_quantity", 0),
                                ("minimum_value__gt", 0),
                                ("repeats", False),
                                models.Q(("currency", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="promotion_asks_quantity_or_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gift_quantity__gte", 1)), name="promotion_gives_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most__isnull", True), ("most__gte", 1), _connector="OR"),
                        name="promotion_most_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                        ),
                        name="promotion_currency_is_iso",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__range", (0, 9999))), name="promotion_priority_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_from__lt", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="promotion_validity_not_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PromotionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("name", models.TextField()),
                ("buy_quantity", models.BigIntegerField(default=0)),
                ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                ("currency", models.TextField(blank=True, default="")),
                ("gift_quantity", models.BigIntegerField(default=1)),
                ("repeats", models.BooleanField(default=False)),
                ("most", models.BigIntegerField(null=True)),
                ("is_exclusive", models.BooleanField(default=False)),
                ("priority", models.IntegerField(default=100)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.category",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="parties.customer",
                    ),
                ),
                (
                    "gift_item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.item",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="parties.customergroup",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.item",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="pricing.promotion",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_promotion_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_promotion_history" ("buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'update\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="69740cb904bd706761f0c8133dd7ccb54de411fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55712",
                    table="pricing_promotion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_promotion_history" ("buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'delete\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="8f622ad1a94fd36656ab863ddb341662be353d4c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c878",
                    table="pricing_promotion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="24078ef75cf59593ce9d240f351ece98e43fdf09",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_72b96",
                    table="pricing_promotion_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            """create trigger promotion_version before update on pricing_promotion
                 for each row execute function base_next_version()""",
            "drop trigger promotion_version on pricing_promotion",
        ),
    ]
