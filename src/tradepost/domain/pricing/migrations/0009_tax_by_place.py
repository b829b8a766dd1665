import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    """Tax rules speak of regions, postal codes and parts, ask for tax numbers; customers have exemptions."""

    dependencies = [
        ("parties", "0012_least_orders"),
        ("pricing", "0008_least_margins"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaxExemption",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("certificate", models.TextField()),
                ("country", models.TextField(blank=True, default="")),
                ("region", models.TextField(blank=True, default="")),
                ("item_class", models.TextField(blank=True, default="")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "pricing_tax_exemption",
            },
        ),
        migrations.CreateModel(
            name="TaxExemptionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("certificate", models.TextField()),
                ("country", models.TextField(blank=True, default="")),
                ("region", models.TextField(blank=True, default="")),
                ("item_class", models.TextField(blank=True, default="")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "pricing_tax_exemption_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="taxrule",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="taxrule",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="taxrule",
            name="one_tax_rule_per_key",
        ),
        migrations.AddField(
            model_name="taxrule",
            name="legal_text",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxrule",
            name="needs_tax_number",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="taxrule",
            name="part",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxrule",
            name="postal_prefix",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxrule",
            name="region",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxruleevent",
            name="legal_text",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxruleevent",
            name="needs_tax_number",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="taxruleevent",
            name="part",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxruleevent",
            name="postal_prefix",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="taxruleevent",
            name="region",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taxrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_tax_rule_history" ("code", "country", "customer_class", "id", "item_class", "legal_text", "made_at", "needs_tax_number", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_prefix", "rate", "region", "valid_from", "valid_until") VALUES (OLD."code", OLD."country", OLD."customer_class", OLD."id", OLD."item_class", OLD."legal_text", OLD."made_at", OLD."needs_tax_number", OLD."part", NOW(), \'update\', OLD."id", OLD."postal_prefix", OLD."rate", OLD."region", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="36f501b7b9ae8445a197eafb023f857634e1a100",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a5f4a",
                    table="pricing_tax_rule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taxrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_tax_rule_history" ("code", "country", "customer_class", "id", "item_class", "legal_text", "made_at", "needs_tax_number", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_prefix", "rate", "region", "valid_from", "valid_until") VALUES (OLD."code", OLD."country", OLD."customer_class", OLD."id", OLD."item_class", OLD."legal_text", OLD."made_at", OLD."needs_tax_number", OLD."part", NOW(), \'delete\', OLD."id", OLD."postal_prefix", OLD."rate", OLD."region", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="ee3aabd087e294ddd0988cee46ed0a9e83fa9322",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a5bcb",
                    table="pricing_tax_rule",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="taxrule",
            constraint=models.UniqueConstraint(
                fields=(
                    "country",
                    "region",
                    "postal_prefix",
                    "customer_class",
                    "item_class",
                    "part",
                    "valid_from",
                ),
                name="one_tax_rule_per_key",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="taxrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("country", ""), _negated=True),
                    models.Q(("postal_prefix", ""), ("region", "")),
                    _connector="OR",
                ),
                name="tax_place_has_a_country",
            ),
        ),
        migrations.AddField(
            model_name="taxexemption",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.customer"
            ),
        ),
        migrations.AddField(
            model_name="taxexemptionevent",
            name="customer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="parties.customer",
            ),
        ),
        migrations.AddField(
            model_name="taxexemptionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="pricing.taxexemption",
            ),
        ),
        migrations.AddIndex(
            model_name="taxexemption",
            index=models.Index(fields=["valid_until", "id"], name="exemption_by_end"),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate", ""), _negated=True), name="exemption_has_a_certificate"
            ),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("country", ""), _negated=True), ("region", ""), _connector="OR"),
                name="exemption_place_has_a_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_from__lt", models.F("valid_until")),
                    _connector="OR",
                ),
                name="exemption_validity_not_empty",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taxexemption",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_tax_exemption_history" ("certificate", "country", "customer_id", "id", "item_class", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "valid_from", "valid_until", "version") VALUES (OLD."certificate", OLD."country", OLD."customer_id", OLD."id", OLD."item_class", OLD."made_at", OLD."note", NOW(), \'update\', OLD."id", OLD."region", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="b309617eb960cba8f52045178e7061dc01a0f2bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7e7e",
                    table="pricing_tax_exemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taxexemption",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_tax_exemption_history" ("certificate", "country", "customer_id", "id", "item_class", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "valid_from", "valid_until", "version") VALUES (OLD."certificate", OLD."country", OLD."customer_id", OLD."id", OLD."item_class", OLD."made_at", OLD."note", NOW(), \'delete\', OLD."id", OLD."region", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="e50f9b400e195675f54f7cccd06ad156a6c1c0ce",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5cd5",
                    table="pricing_tax_exemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taxexemptionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a23d86b4336ea48f4b633ee3892ea45da3eecb5f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_820e5",
                    table="pricing_tax_exemption_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            """create trigger tax_exemption_version before update on pricing_tax_exemption
                 for each row execute function base_next_version()""",
            "drop trigger tax_exemption_version on pricing_tax_exemption",
        ),
    ]
