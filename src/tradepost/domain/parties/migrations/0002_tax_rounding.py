import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """How the tax of documents is rounded, of the company and of a customer."""

    dependencies = [
        ("parties", "0001_initial"),
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
            name="tax_rounding",
            field=models.TextField(db_default="total", default="total"),
        ),
        migrations.AddField(
            model_name="companyevent",
            name="tax_rounding",
            field=models.TextField(db_default="total", default="total"),
        ),
        migrations.AddField(
            model_name="customer",
            name="tax_rounding",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="tax_rounding",
            field=models.TextField(db_default="", default=""),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_company_history" ("address", "automatic_holds", "bank_lines", "bank_name", "bic", "country", "email", "first_order_over", "gs1_prefix", "iban", "id", "least_order", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "tax_rounding", "version", "website") VALUES (OLD."address", OLD."automatic_holds", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."first_order_over", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."least_order", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'update\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."tax_rounding", OLD."version", OLD."website"); RETURN NULL;',
                    hash="f7bbbec4d1a4278d77451053318d431e6cc36b8f",
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
                    func='INSERT INTO "parties_company_history" ("address", "automatic_holds", "bank_lines", "bank_name", "bic", "country", "email", "first_order_over", "gs1_prefix", "iban", "id", "least_order", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "tax_rounding", "version", "website") VALUES (OLD."address", OLD."automatic_holds", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."first_order_over", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."least_order", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'delete\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."tax_rounding", OLD."version", OLD."website"); RETURN NULL;',
                    hash="369d28b005aca183f7b242fd5c93e60a88b10731",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "least_order", "made_at", "minimum_fill_percent", "minimum_shelf_days", "no_holds", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "po_required", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "tax_rounding", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."least_order", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."no_holds", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'update\', OLD."id", OLD."po_required", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."tax_rounding", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="54ad09363b6d5e4d953c6926548123f5a3937b07",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "least_order", "made_at", "minimum_fill_percent", "minimum_shelf_days", "no_holds", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "po_required", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "tax_rounding", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."least_order", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."no_holds", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."po_required", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."tax_rounding", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="94b3df90ef455049c150d50bca20032303271b08",
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
                condition=models.Q(("tax_rounding__in", ("total", "line"))),
                name="company_tax_rounding_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_rounding__in", ("", "total", "line"))),
                name="customer_tax_rounding_is_known",
            ),
        ),
    ]
