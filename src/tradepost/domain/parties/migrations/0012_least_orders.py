import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """What orders come to at least, of one customer or of all."""

    dependencies = [
        ("parties", "0011_why_orders_are_held"),
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
            name="least_order",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="companyevent",
            name="least_order",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="least_order",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="least_order",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_company_history" ("address", "automatic_holds", "bank_lines", "bank_name", "bic", "country", "email", "first_order_over", "gs1_prefix", "iban", "id", "least_order", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."automatic_holds", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."first_order_over", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."least_order", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'update\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="c5f1a2637718e27e4ca6b9496070700ba059cc2b",
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
                    func='INSERT INTO "parties_company_history" ("address", "automatic_holds", "bank_lines", "bank_name", "bic", "country", "email", "first_order_over", "gs1_prefix", "iban", "id", "least_order", "logo", "name", "overdue_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."automatic_holds", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."first_order_over", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."least_order", OLD."logo", OLD."name", OLD."overdue_days", NOW(), \'delete\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="0473977fe5942de6d78ff41c6de3319511e62f7f",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "least_order", "made_at", "minimum_fill_percent", "minimum_shelf_days", "no_holds", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "po_required", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."least_order", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."no_holds", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'update\', OLD."id", OLD."po_required", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="b56318807f3af45fc85f704d8d91e22d1414ebe5",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "deposit_percent", "discount_percent", "group_id", "id", "least_order", "made_at", "minimum_fill_percent", "minimum_shelf_days", "no_holds", "number", "overdue_days", "parent_id", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "po_required", "rep_id", "shares_limit", "ship_complete", "sourcing", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "terms_month_end", "terms_parts", "version", "warehouse_id") VALUES (OLD."credit_limit", OLD."currency", OLD."deposit_percent", OLD."discount_percent", OLD."group_id", OLD."id", OLD."least_order", OLD."made_at", OLD."minimum_fill_percent", OLD."minimum_shelf_days", OLD."no_holds", OLD."number", OLD."overdue_days", OLD."parent_id", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."po_required", OLD."rep_id", OLD."shares_limit", OLD."ship_complete", OLD."sourcing", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."terms_month_end", OLD."terms_parts", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                    hash="d3f94740342431d15c5d7884094b74ba14ec5159",
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
                condition=models.Q(("least_order__gte", 0)), name="company_least_order_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_order__gte", 0)), name="customer_least_order_not_negative"
            ),
        ),
    ]
