from decimal import Decimal

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("billing", "Billing"), ("shipping", "Shipping")])),
                ("name", models.TextField(default="")),
                ("line1", models.TextField(default="")),
                ("line2", models.TextField(default="")),
                ("city", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("postal_code", models.TextField(default="")),
                ("country", models.TextField(default="")),
                ("is_default", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "parties_address",
            },
        ),
        migrations.CreateModel(
            name="PartyEvent",
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
                ("tax_number", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("website", models.TextField(default="")),
                ("language", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "parties_party_history",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("currency", models.TextField()),
                ("terms_days", models.IntegerField(default=30)),
                ("lead_days", models.IntegerField(default=7)),
                ("minimum_order", models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18)),
                ("state", models.TextField(default="active")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "parties_supplier",
            },
        ),
        migrations.CreateModel(
            name="SupplierEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("number", models.TextField()),
                ("currency", models.TextField()),
                ("terms_days", models.IntegerField(default=30)),
                ("lead_days", models.IntegerField(default=7)),
                ("minimum_order", models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18)),
                ("state", models.TextField(default="active")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "parties_supplier_history",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustomerGroup",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "parties_customer_group",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="customer_group_name_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="customer_group_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("currency", models.TextField()),
                ("terms_days", models.IntegerField(default=30)),
                (
                    "terms_discount_percent",
                    models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                ),
                ("terms_discount_days", models.IntegerField(default=0)),
                ("credit_limit", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("tax_class", models.TextField(default="standard")),
                (
                    "discount_percent",
                    models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                ),
                ("rep_id", models.UUIDField(null=True)),
                ("ship_complete", models.BooleanField(default=False)),
                ("state", models.TextField(default="active")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="customers",
                        to="parties.customergroup",
                    ),
                ),
            ],
            options={
                "db_table": "parties_customer",
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower("name"),
                        output_field=models.TextField(),
                    ),
                ),
                ("tax_number", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("website", models.TextField(default="")),
                ("language", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "parties_party",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                        ),
                        name="party_name_search",
                    ),
                    models.Index(fields=["sort_name", "id"], name="party_by_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="party_has_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("number", models.TextField()),
                ("currency", models.TextField()),
                ("terms_days", models.IntegerField(default=30)),
                (
                    "terms_discount_percent",
                    models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                ),
                ("terms_discount_days", models.IntegerField(default=0)),
                ("credit_limit", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("tax_class", models.TextField(default="standard")),
                (
                    "discount_percent",
                    models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                ),
                ("rep_id", models.UUIDField(null=True)),
                ("ship_complete", models.BooleanField(default=False)),
                ("state", models.TextField(default="active")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="parties.customer",
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
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="parties.party",
                    ),
                ),
            ],
            options={
                "db_table": "parties_customer_history",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="customer",
            name="party",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="customer", to="parties.party"
            ),
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("title", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="parties.party",
                    ),
                ),
            ],
            options={
                "db_table": "parties_contact",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="contact_has_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("kind", models.TextField(choices=[("billing", "Billing"), ("shipping", "Shipping")])),
                ("name", models.TextField(default="")),
                ("line1", models.TextField(default="")),
                ("line2", models.TextField(default="")),
                ("city", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("postal_code", models.TextField(default="")),
                ("country", models.TextField(default="")),
                ("is_default", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="parties.address",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="parties.party",
                    ),
                ),
            ],
            options={
                "db_table": "parties_address_history",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="address",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="parties.party"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."tax_number" IS DISTINCT FROM (NEW."tax_number") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "parties_party_history" ("email", "id", "language", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "tax_number", "version", "website") VALUES (OLD."email", OLD."id", OLD."language", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."phone", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="283111ac42984519e0eda95bd520fe823cd61692",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db520",
                    table="parties_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "parties_party_history" ("email", "id", "language", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "tax_number", "version", "website") VALUES (OLD."email", OLD."id", OLD."language", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."phone", OLD."tax_number", OLD."version", OLD."website"); RETURN NULL;',
                    hash="37f401921ad68eb7cf7d657bd2a9d2210f24ce93",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1c644",
                    table="parties_party",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="partyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="parties.party",
            ),
        ),
        migrations.AddField(
            model_name="supplier",
            name="party",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="supplier", to="parties.party"
            ),
        ),
        migrations.AddField(
            model_name="supplierevent",
            name="party",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="parties.party",
            ),
        ),
        migrations.AddField(
            model_name="supplierevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="parties.supplier",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b47cfa4de7b7d1696c6da7ca8eab51f1a1bd490a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_37d46",
                    table="parties_customer_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["rep_id"], name="customer_by_rep"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["made_at", "id"], name="customer_by_age"),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("number"), name="customer_number_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="customer_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("active", "blocked"))), name="customer_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_class__in", ("standard", "exempt", "reverse"))),
                name="customer_tax_class",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="customer_currency_is_iso"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("credit_limit__gte", 0)), name="credit_limit_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("terms_days__gte", 0), ("terms_discount_days__gte", 0)),
                name="customer_terms_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discount_percent__gte", 0),
                    ("discount_percent__lte", 100),
                    ("terms_discount_percent__gte", 0),
                    ("terms_discount_percent__lte", 100),
                ),
                name="customer_discounts_are_percents",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "discount_percent", "group_id", "id", "made_at", "number", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rep_id", "ship_complete", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "version") VALUES (OLD."credit_limit", OLD."currency", OLD."discount_percent", OLD."group_id", OLD."id", OLD."made_at", OLD."number", OLD."party_id", NOW(), \'update\', OLD."id", OLD."rep_id", OLD."ship_complete", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."version"); RETURN NULL;',
                    hash="d3315913d44a5894dd6f117e689d225a4364c429",
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
                    func='INSERT INTO "parties_customer_history" ("credit_limit", "currency", "discount_percent", "group_id", "id", "made_at", "number", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rep_id", "ship_complete", "state", "tax_class", "terms_days", "terms_discount_days", "terms_discount_percent", "version") VALUES (OLD."credit_limit", OLD."currency", OLD."discount_percent", OLD."group_id", OLD."id", OLD."made_at", OLD."number", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."rep_id", OLD."ship_complete", OLD."state", OLD."tax_class", OLD."terms_days", OLD."terms_discount_days", OLD."terms_discount_percent", OLD."version"); RETURN NULL;',
                    hash="f8a428525ec2297c11853756df08cb05e9852d9b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4301",
                    table="parties_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addressevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ab8752d28434c1bce25025b9b0455aa08ae0f622",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e1e4d",
                    table="parties_address_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("party", "kind"),
                name="one_default_address_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("billing", "shipping"))), name="address_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(("country__regex", "^([A-Z]{2})?$")), name="address_country_is_iso"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_address_history" ("city", "country", "id", "is_default", "kind", "line1", "line2", "made_at", "name", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "region", "version") VALUES (OLD."city", OLD."country", OLD."id", OLD."is_default", OLD."kind", OLD."line1", OLD."line2", OLD."made_at", OLD."name", OLD."party_id", NOW(), \'update\', OLD."id", OLD."postal_code", OLD."region", OLD."version"); RETURN NULL;',
                    hash="7640e909b54ce52c94ae6abab7f96ac21134d320",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db937",
                    table="parties_address",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "parties_address_history" ("city", "country", "id", "is_default", "kind", "line1", "line2", "made_at", "name", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "region", "version") VALUES (OLD."city", OLD."country", OLD."id", OLD."is_default", OLD."kind", OLD."line1", OLD."line2", OLD."made_at", OLD."name", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."region", OLD."version"); RETURN NULL;',
                    hash="88e4b376d7439fbe6efed396d6a18c9f6b145a61",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ef43",
                    table="parties_address",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="de4f47fa1c0982cde84103f298c91fa77998397e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_14331",
                    table="parties_party_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="supplier",
            index=models.Index(fields=["made_at", "id"], name="supplier_by_age"),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("number"), name="supplier_number_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="supplier_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("active", "blocked"))), name="supplier_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="supplier_currency_is_iso"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead_days__gte", 0), ("minimum_order__gte", 0), ("terms_days__gte", 0)),
                name="supplier_terms_not_negative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "parties_supplier_history" ("currency", "id", "lead_days", "made_at", "minimum_order", "number", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "terms_days", "version") VALUES (OLD."currency", OLD."id", OLD."lead_days", OLD."made_at", OLD."minimum_order", OLD."number", OLD."party_id", NOW(), \'update\', OLD."id", OLD."state", OLD."terms_days", OLD."version"); RETURN NULL;',
                    hash="4076f8ac012099e8bec0823c055556e4977a4404",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bec5c",
                    table="parties_supplier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "parties_supplier_history" ("currency", "id", "lead_days", "made_at", "minimum_order", "number", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "terms_days", "version") VALUES (OLD."currency", OLD."id", OLD."lead_days", OLD."made_at", OLD."minimum_order", OLD."number", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."state", OLD."terms_days", OLD."version"); RETURN NULL;',
                    hash="5a0a24420bfb930d3071a03a0fc1837e0fe2506d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_01532",
                    table="parties_supplier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplierevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d66ac607704dd04383c08c8f4b811f58bece2486",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_50325",
                    table="parties_supplier_history",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            "create trigger party_counts_its_versions before update on parties_party "
            "for each row execute function base_next_version();"
            "create trigger address_counts_its_versions before update on parties_address "
            "for each row execute function base_next_version();"
            "create trigger customer_counts_its_versions before update on parties_customer "
            "for each row execute function base_next_version();"
            "create trigger supplier_counts_its_versions before update on parties_supplier "
            "for each row execute function base_next_version();",
            "drop trigger party_counts_its_versions on parties_party;"
            "drop trigger address_counts_its_versions on parties_address;"
            "drop trigger customer_counts_its_versions on parties_customer;"
            "drop trigger supplier_counts_its_versions on parties_supplier;",
        ),
    ]
