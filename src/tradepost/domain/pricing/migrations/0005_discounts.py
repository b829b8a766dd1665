import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    """Discounts by customer, group, goods, and value of an order; their history is kept."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
        ("parties", "0008_choice_of_warehouses"),
        ("pricing", "0004_prices_count_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiscountRule",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
                ("kind", models.TextField(default="line")),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                ("currency", models.TextField(blank=True, default="")),
                ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                ("on_agreed", models.BooleanField(default=False)),
                ("priority", models.IntegerField(default=100)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "pricing_discount",
            },
        ),
        migrations.CreateModel(
            name="DiscountRuleEvent",
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
                ("kind", models.TextField(default="line")),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                ("currency", models.TextField(blank=True, default="")),
                ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                ("on_agreed", models.BooleanField(default=False)),
                ("priority", models.IntegerField(default=100)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "pricing_discount_history",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="discountrule",
            name="category",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.category",
            ),
        ),
        migrations.AddField(
            model_name="discountrule",
            name="customer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="parties.customer",
            ),
        ),
        migrations.AddField(
            model_name="discountrule",
            name="group",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="parties.customergroup",
            ),
        ),
        migrations.AddField(
            model_name="discountrule",
            name="item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
            ),
        ),
        migrations.AddField(
            model_name="discountruleevent",
            name="category",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.category",
            ),
        ),
        migrations.AddField(
            model_name="discountruleevent",
            name="customer",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="parties.customer",
            ),
        ),
        migrations.AddField(
            model_name="discountruleevent",
            name="group",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="parties.customergroup",
            ),
        ),
        migrations.AddField(
            model_name="discountruleevent",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.item",
            ),
        ),
        migrations.AddField(
            model_name="discountruleevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="pricing.discountrule",
            ),
        ),
        migrations.AddIndex(
            model_name="discountrule",
            index=models.Index(
                condition=models.Q(("customer__isnull", False)),
                fields=["customer"],
                name="discount_of_customer",
            ),
        ),
        migrations.AddIndex(
            model_name="discountrule",
            index=models.Index(
                condition=models.Q(("group__isnull", False)), fields=["group"], name="discount_of_group"
            ),
        ),
        migrations.AddIndex(
            model_name="discountrule",
            index=models.Index(
                condition=models.Q(("customer__isnull", True), ("group__isnull", True)),
                fields=["id"],
                name="discount_of_everybody",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("line", "order"))), name="discount_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)), name="discount_is_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("customer__isnull", True), ("group__isnull", True), _connector="OR"),
                name="discount_for_one_buyer",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("item__isnull", True), ("category__isnull", True), _connector="OR"),
                name="discount_of_item_or_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "line"), ("minimum_value", 0)),
                    models.Q(
                        ("category__isnull", True),
                        ("item__isnull", True),
                        ("kind", "order"),
                        ("minimum_value__gte", 0),
                    ),
                    _connector="OR",
                ),
                name="discount_of_order_is_on_all_goods",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minimum_value", 0), models.Q(("currency", ""), _negated=True), _connector="OR"
                ),
                name="discount_value_has_currency",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"),
                name="discount_currency_is_iso",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__range", (0, 9999))), name="discount_priority_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_until__isnull", True),
                    ("valid_from__lt", models.F("valid_until")),
                    _connector="OR",
                ),
                name="discount_validity_not_empty",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discountrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_discount_history" ("category_id", "currency", "customer_id", "group_id", "id", "item_id", "kind", "made_at", "minimum_value", "name", "on_agreed", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "valid_from", "valid_until", "version") VALUES (OLD."category_id", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_value", OLD."name", OLD."on_agreed", OLD."percent", NOW(), \'update\', OLD."id", OLD."priority", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="dba6c5fdf3dc6fda14960d769fae1eabe29c7974",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_883d7",
                    table="pricing_discount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discountrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_discount_history" ("category_id", "currency", "customer_id", "group_id", "id", "item_id", "kind", "made_at", "minimum_value", "name", "on_agreed", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "valid_from", "valid_until", "version") VALUES (OLD."category_id", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_value", OLD."name", OLD."on_agreed", OLD."percent", NOW(), \'delete\', OLD."id", OLD."priority", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="3d77360fc42e36afcbd1542070572e3ea17ea67e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c464",
                    table="pricing_discount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discountruleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba6a86a3709355a2e53d5eb9a31dcfcae5e97538",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3a0f0",
                    table="pricing_discount_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            """create trigger discount_version before update on pricing_discount
                 for each row execute function base_next_version()""",
            "drop trigger discount_version on pricing_discount",
        ),
    ]
