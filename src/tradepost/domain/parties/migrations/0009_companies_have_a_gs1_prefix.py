import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0008_choice_of_warehouses"),
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
        migrations.AddField(
            model_name="company",
            name="gs1_prefix",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="companyevent",
            name="gs1_prefix",
            field=models.TextField(db_default="", default=""),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_company_history" ("address", "bank_lines", "bank_name", "bic", "country", "email", "gs1_prefix", "iban", "id", "logo", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."logo", OLD."name", NOW(), \'update\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="2cd576e8196450695471ac70f289cf21a539ea55",
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
                    func='INSERT INTO "parties_company_history" ("address", "bank_lines", "bank_name", "bic", "country", "email", "gs1_prefix", "iban", "id", "logo", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration", "sourcing", "tax_number", "version", "website") VALUES (OLD."address", OLD."bank_lines", OLD."bank_name", OLD."bic", OLD."country", OLD."email", OLD."gs1_prefix", OLD."iban", OLD."id", OLD."logo", OLD."name", NOW(), \'delete\', OLD."id", OLD."phone", OLD."registration", OLD."sourcing", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="e1af4e12541ef4d900f329da290871cc470d4100",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d106d",
                    table="parties_company",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("gs1_prefix__regex", "^([0-9]{4,12})?$")),
                name="company_gs1_prefix_is_digits",
            ),
        ),
    ]
