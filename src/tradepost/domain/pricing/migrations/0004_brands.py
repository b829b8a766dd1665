import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_brands"),
        ("parties", "0002_tax_rounding"),
        ("pricing", "0003_inclusive_prices"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="chargerule",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="chargerule",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="discountrule",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="discountrule",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="marginfloor",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="marginfloor",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pricerow",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pricerow",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="promotion",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="promotion",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="chargerule",
            name="charge_of_item_or_category",
        ),
        migrations.RemoveConstraint(
            model_name="discountrule",
            name="discount_of_item_or_category",
        ),
        migrations.RemoveConstraint(
            model_name="discountrule",
            name="discount_of_order_is_on_all_goods",
        ),
        migrations.RemoveConstraint(
            model_name="marginfloor",
            name="one_floor_per_subject",
        ),
        migrations.RemoveConstraint(
            model_name="marginfloor",
            name="floor_of_item_or_category",
        ),
        migrations.RemoveConstraint(
            model_name="pricerow",
            name="one_price_per_key",
        ),
        migrations.RemoveConstraint(
            model_name="pricerow",
            name="price_of_item_or_category",
        ),
        migrations.RemoveConstraint(
            model_name="promotion",
            name="promotion_of_item_or_category",
        ),
        migrations.RemoveConstraint(
            model_name="versionrow",
            name="one_change_per_price",
        ),
        migrations.RemoveConstraint(
            model_name="versionrow",
            name="change_of_item_or_category",
        ),
        migrations.AddField(
            model_name="chargerule",
            name="brand",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.brand"
            ),
        ),
        migrations.AddField(
            model_name="chargeruleevent",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="discountrule",
            name="brand",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.brand"
            ),
        ),
        migrations.AddField(
            model_name="discountruleevent",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="marginfloor",
            name="brand",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="marginfloorevent",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="pricerow",
            name="brand",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="pricerowevent",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="promotion",
            name="brand",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.brand"
            ),
        ),
        migrations.AddField(
            model_name="promotionevent",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="versionrow",
            name="brand",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.brand"
            ),
        ),
        migrations.AddIndex(
            model_name="marginfloor",
            index=models.Index(fields=["brand"], name="floor_of_brand"),
        ),
        migrations.AddIndex(
            model_name="pricerow",
            index=models.Index(
                condition=models.Q(("brand__isnull", False)),
                fields=["brand", "price_list"],
                name="price_of_brand",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chargerule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_charge_history" ("amount", "basis", "below_value", "brand_id", "category_id", "country", "currency", "customer_id", "group_id", "id", "item_id", "kind", "label", "made_at", "minimum_value", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "region", "valid_from", "valid_until", "version") VALUES (OLD."amount", OLD."basis", OLD."below_value", OLD."brand_id", OLD."category_id", OLD."country", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."label", OLD."made_at", OLD."minimum_value", OLD."name", NOW(), \'update\', OLD."id", OLD."priority", OLD."region", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="b28301e039804c5a43b6b9de073bf21e146a53c5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f2127",
                    table="pricing_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chargerule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_charge_history" ("amount", "basis", "below_value", "brand_id", "category_id", "country", "currency", "customer_id", "group_id", "id", "item_id", "kind", "label", "made_at", "minimum_value", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "region", "valid_from", "valid_until", "version") VALUES (OLD."amount", OLD."basis", OLD."below_value", OLD."brand_id", OLD."category_id", OLD."country", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."label", OLD."made_at", OLD."minimum_value", OLD."name", NOW(), \'delete\', OLD."id", OLD."priority", OLD."region", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="81264e6f27eb28649626a34b87984ea9eb8f8099",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0cfcc",
                    table="pricing_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discountrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_discount_history" ("brand_id", "category_id", "currency", "customer_id", "group_id", "id", "item_id", "kind", "made_at", "minimum_value", "name", "on_agreed", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "valid_from", "valid_until", "version") VALUES (OLD."brand_id", OLD."category_id", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_value", OLD."name", OLD."on_agreed", OLD."percent", NOW(), \'update\', OLD."id", OLD."priority", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="0049f92a6395940a713ea1862e47da24b9788f62",
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
                    func='INSERT INTO "pricing_discount_history" ("brand_id", "category_id", "currency", "customer_id", "group_id", "id", "item_id", "kind", "made_at", "minimum_value", "name", "on_agreed", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "valid_from", "valid_until", "version") VALUES (OLD."brand_id", OLD."category_id", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_value", OLD."name", OLD."on_agreed", OLD."percent", NOW(), \'delete\', OLD."id", OLD."priority", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="7abb8f28e3add100f7ca6d7ee8f4a3cc520cae56",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c464",
                    table="pricing_discount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marginfloor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_floor_history" ("brand_id", "category_id", "id", "item_id", "made_at", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."brand_id", OLD."category_id", OLD."id", OLD."item_id", OLD."made_at", OLD."percent", NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="583bf7b0f043e833b8732d10edc8ee5506a3652c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_02637",
                    table="pricing_floor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marginfloor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_floor_history" ("brand_id", "category_id", "id", "item_id", "made_at", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."brand_id", OLD."category_id", OLD."id", OLD."item_id", OLD."made_at", OLD."percent", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="d306b0692ae8fc471d38e6d2ec112902cd8f9345",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf62e",
                    table="pricing_floor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pricerow",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_price_row_history" ("amount", "brand_id", "category_id", "counted", "id", "is_net", "item_id", "kind", "made_at", "minimum_quantity", "mix", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "quota", "unit", "valid_from", "valid_until") VALUES (OLD."amount", OLD."brand_id", OLD."category_id", OLD."counted", OLD."id", OLD."is_net", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_quantity", OLD."mix", NOW(), \'update\', OLD."id", OLD."price_list_id", OLD."quota", OLD."unit", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="3421839fb312d089721bdf46880edac5649d44ef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0d5fc",
                    table="pricing_price_row",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pricerow",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_price_row_history" ("amount", "brand_id", "category_id", "counted", "id", "is_net", "item_id", "kind", "made_at", "minimum_quantity", "mix", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "quota", "unit", "valid_from", "valid_until") VALUES (OLD."amount", OLD."brand_id", OLD."category_id", OLD."counted", OLD."id", OLD."is_net", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_quantity", OLD."mix", NOW(), \'delete\', OLD."id", OLD."price_list_id", OLD."quota", OLD."unit", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="204952f44a7efc766732ba3c5c769b3b0907bd7b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13e14",
                    table="pricing_price_row",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_promotion_history" ("brand_id", "buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."brand_id", OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'update\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="524135eaf38c04591ecef6a3965cfd63a2b59b2f",
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
                    func='INSERT INTO "pricing_promotion_history" ("brand_id", "buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."brand_id", OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'delete\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="b71d06bc0330ba8f6ba504a1d8eda2336e482bfd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c878",
                    table="pricing_promotion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="chargerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("category__isnull", True)),
                    _connector="OR",
                ),
                name="charge_of_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("category__isnull", True)),
                    _connector="OR",
                ),
                name="discount_of_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="discountrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "line"), ("minimum_value", 0)),
                    models.Q(
                        ("brand__isnull", True),
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
            model_name="marginfloor",
            constraint=models.UniqueConstraint(
                fields=("item", "category", "brand"), name="one_floor_per_subject", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="marginfloor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("category__isnull", True)),
                    _connector="OR",
                ),
                name="floor_of_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.UniqueConstraint(
                fields=(
                    "item",
                    "price_list",
                    "category",
                    "brand",
                    "unit",
                    "minimum_quantity",
                    "valid_from",
                    "kind",
                ),
                name="one_price_per_key",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("brand__isnull", True), ("category__isnull", True), ("item__isnull", False)),
                    models.Q(("brand__isnull", True), ("category__isnull", False), ("item__isnull", True)),
                    models.Q(("brand__isnull", False), ("category__isnull", True), ("item__isnull", True)),
                    _connector="OR",
                ),
                name="price_of_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("item__isnull", True)),
                    models.Q(("brand__isnull", True), ("category__isnull", True)),
                    _connector="OR",
                ),
                name="promotion_of_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="versionrow",
            constraint=models.UniqueConstraint(
                fields=("of", "item", "category", "brand", "unit", "minimum_quantity", "kind", "valid_from"),
                name="one_change_per_price",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="versionrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("brand__isnull", True), ("category__isnull", True), ("item__isnull", False)),
                    models.Q(("brand__isnull", True), ("category__isnull", False), ("item__isnull", True)),
                    models.Q(("brand__isnull", False), ("category__isnull", True), ("item__isnull", True)),
                    _connector="OR",
                ),
                name="change_of_one_subject",
            ),
        ),
    ]
