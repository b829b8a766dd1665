import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    """What is offered instead of items, and what kits are made of."""

    dependencies = [
        ("catalog", "0007_history_of_categories"),
    ]

    operations = [
        migrations.CreateModel(
            name="KitPart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("quantity", models.BigIntegerField()),
                (
                    "kit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="catalog.item"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="part_of", to="catalog.item"
                    ),
                ),
            ],
            options={
                "db_table": "catalog_kit_part",
                "constraints": [
                    models.UniqueConstraint(fields=("kit", "part"), name="one_row_per_part"),
                    models.CheckConstraint(
                        condition=models.Q(("kit", models.F("part")), _negated=True),
                        name="kit_is_not_its_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="kit_quantity_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KitPartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.BigIntegerField()),
                ("position", models.IntegerField()),
                ("quantity", models.BigIntegerField()),
                (
                    "kit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.item",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="catalog.kitpart",
                    ),
                ),
            ],
            options={
                "db_table": "catalog_kit_part_history",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Substitute",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rank", models.IntegerField(default=1)),
                ("both_ways", models.BooleanField(default=False)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("note", models.TextField(default="")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutes",
                        to="catalog.item",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in_for",
                        to="catalog.item",
                    ),
                ),
            ],
            options={
                "db_table": "catalog_substitute",
                "constraints": [
                    models.UniqueConstraint(fields=("item", "other"), name="one_row_per_substitute"),
                    models.CheckConstraint(
                        condition=models.Q(("item", models.F("other")), _negated=True),
                        name="substitute_is_another_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank__gte", 1)), name="substitute_rank_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_from__lt", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="substitute_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstituteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.BigIntegerField()),
                ("rank", models.IntegerField(default=1)),
                ("both_ways", models.BooleanField(default=False)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("note", models.TextField(default="")),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.item",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="catalog.substitute",
                    ),
                ),
            ],
            options={
                "db_table": "catalog_substitute_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kitpart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_kit_part_history" ("id", "kit_id", "part_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity") VALUES (OLD."id", OLD."kit_id", OLD."part_id", NOW(), \'update\', OLD."id", OLD."position", OLD."quantity"); RETURN NULL;',
                    hash="c606512b45e1dbe626109820fd849ea3ae42784f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71790",
                    table="catalog_kit_part",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kitpart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_kit_part_history" ("id", "kit_id", "part_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity") VALUES (OLD."id", OLD."kit_id", OLD."part_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."quantity"); RETURN NULL;',
                    hash="637083c8686bc3924c5cfd3943f467956218e3af",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52bba",
                    table="catalog_kit_part",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kitpartevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ef2a28c1a917ad951d62969f5e5207737a490869",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6dbda",
                    table="catalog_kit_part_history",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substitute",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_substitute_history" ("both_ways", "id", "item_id", "note", "other_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "valid_from", "valid_until") VALUES (OLD."both_ways", OLD."id", OLD."item_id", OLD."note", OLD."other_id", NOW(), \'update\', OLD."id", OLD."rank", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="8f686b964a83b399ff33988acb42b11a3811886a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_446af",
                    table="catalog_substitute",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substitute",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_substitute_history" ("both_ways", "id", "item_id", "note", "other_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "valid_from", "valid_until") VALUES (OLD."both_ways", OLD."id", OLD."item_id", OLD."note", OLD."other_id", NOW(), \'delete\', OLD."id", OLD."rank", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="c4442426d270151fd0ac8cee4ab756022ce0ae43",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6de34",
                    table="catalog_substitute",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substituteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="34fedb3b89996e2001577962d619c4fdf5423720",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f13a7",
                    table="catalog_substitute_history",
                    when="BEFORE",
                ),
            ),
        ),
    ]
