from decimal import Decimal

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """Terms by month and in parts, deposits, branches that share a limit, and how old a debt may be."""

    dependencies = [
        ("parties", "0009_companies_have_a_gs1_prefix"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="company",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="company",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="customer",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="customer",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="customer",
            name="customer_discounts_are_percents",
        ),
        migrations.AddField(
            model_name="company",
            name="overdue_days",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="companyevent",
            name="overdue_days",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="deposit_percent",
            field=models.DecimalField(
                db_default=Decimal(0), decimal_places=4, default=Decimal(0), max_digits=7
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="overdue_days",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="branches",
                to="parties.customer",
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="shares_limit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="customer",
            name="terms_month_end",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="customer",
            name="terms_parts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="deposit_percent",
            field=models.DecimalField(
                db_default=Decimal(0), decimal_places=4, default=Decimal(0), max_digits=7
            ),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="overdue_days",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="parent",
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
            model_name="customerevent",
            name="shares_limit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="terms_month_end",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="terms_parts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_company_history" ("address", "bank_lines", "bank_name", "bic", "country", "email", "gs1_prefix", "iban", "id", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'update\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="351d946c2537b42e8a5c40bde280f4a152f3a924",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9a757",
                    table="parties_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "parties_company_history" ("address", "bank_lines", "bank_name", "bic", "country", "email", "gs1_prefix", "iban", "id", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'delete\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="9322af2ed2e64926b352a3e6245ee97bd7af5297",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d106d",
                    table="parties_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "made_at", "minimum_fill_percent", "minimum_shelf_days", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'update\', OLD."id", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="19396e0d0d3b33087a41fc84f47e4a5e7385351f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_05cc8",
                    table="parties_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "made_at", "minimum_fill_percent", "minimum_shelf_days", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="e3c650b73a82cee47a8e3e8ceb58845c0ca8cb9f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4301",
                    table="parties_customer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("overdue_days__gte", 0)), name="company_overdue_days_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("shares_limit", False), ("parent__isnull", False), _connector="OR"),
                name="customer_shares_with_a_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="customer_is_not_its_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("overdue_days__gte", 0)), name="customer_overdue_days_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deposit_percent__gte", 0),
                    ("deposit_percent__lte", 100),
                    ("discount_percent__gte", 0),
                    ("discount_percent__lte", 100),
                    ("terms_discount_percent__gte", 0),
                    ("terms_discount_percent__lte", 100),
                ),
                name="customer_discounts_are_percents",
            ),
        ),
    ]
