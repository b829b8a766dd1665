import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.domain.parties.models.company


class Migration(migrations.Migration):
    """For which reasons orders are held by themselves, and of whom they are not."""

    dependencies = [
        ("parties", "0010_terms_and_shared_limits"),
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
        migrations.AddField(
            model_name="company",
            name="automatic_holds",
            field=models.JSONField(
                db_default=models.Value(["credit", "overdue", "deposit", "price", "po"], models.JSONField()),
                default=tradepost.domain.parties.models.company.at_first,
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="first_order_over",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="companyevent",
            name="automatic_holds",
            field=models.JSONField(
                db_default=models.Value(["credit", "overdue", "deposit", "price", "po"], models.JSONField()),
                default=tradepost.domain.parties.models.company.at_first,
            ),
        ),
        migrations.AddField(
            model_name="companyevent",
            name="first_order_over",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="no_holds",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="customer",
            name="po_required",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="no_holds",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="po_required",
            field=models.BooleanField(db_default=False, default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_company_history" ("address", "automatic_holds", "bank_lines", "bank_name", "bic", "country", "email", "first_order_over", "gs1_prefix", "iban", "id", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."automatic_holds", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."first_order_over", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'update\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="b8f3b3e0f04bb02faa12c642389b28933a6b3ae1",
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
                    func='INSERT INTO "parties_company_history" ("address", "automatic_holds", "bank_lines", "bank_name", "bic", "country", "email", "first_order_over", "gs1_prefix", "iban", "id", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."automatic_holds", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."first_order_over", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'delete\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="b7b28116ed171d82259f752c4364d8173315643d",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "made_at", "minimum_fill_percent", "minimum_shelf_days", "no_holds", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "po_required", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."no_holds", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'update\', OLD."id", OLD."po_required", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="23a413db1e50d1b46e35806b84e349c421e18769",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "made_at", "minimum_fill_percent", "minimum_shelf_days", "no_holds", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "po_required", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."no_holds", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."po_required", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="6993c377d5cb6844df38586453d6f4b7b717cc87",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4301",
                    table="parties_customer",
                    when="AFTER",
                ),
            ),
        ),
    ]
