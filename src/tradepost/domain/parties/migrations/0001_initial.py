import uuid
from decimal import Decimal

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.finding
import tradepost.base.history
import tradepost.domain.parties.models.company
from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger party_counts_its_versions before update on parties_party
  for each row execute function base_next_version();
create trigger company_counts_its_versions before update on parties_company
  for each row execute function base_next_version();
create trigger address_counts_its_versions before update on parties_address
  for each row execute function base_next_version();
create trigger customer_counts_its_versions before update on parties_customer
  for each row execute function base_next_version();
create trigger supplier_counts_its_versions before update on parties_supplier
  for each row execute function base_next_version();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
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
                                django.db.models.functions.text.Lower("name"),
                                name="customer_group_name_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="customer_group_has_a_name",
                            ),
                        ],
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
                        (
                            "found_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=tradepost.base.finding.Plain("name", "email", "tax_number"),
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
                                fields=["found_by"], name="party_search", opclasses=["gin_trgm_ops"]
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
                    name="Company",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.UUID("00000000-0000-0000-0000-000000000001"),
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("name", models.TextField(default="")),
                        ("address", models.TextField(default="")),
                        ("country", models.TextField(default="")),
                        ("tax_number", models.TextField(default="")),
                        ("registration", models.TextField(default="")),
                        ("email", models.TextField(default="")),
                        ("phone", models.TextField(default="")),
                        ("website", models.TextField(default="")),
                        ("bank_name", models.TextField(default="")),
                        ("iban", models.TextField(default="")),
                        ("bic", models.TextField(default="")),
                        ("bank_lines", models.TextField(default="")),
                        ("logo", models.TextField(default="")),
                        ("sourcing", models.TextField(db_default="one", default="one")),
                        ("overdue_days", models.IntegerField(null=True)),
                        (
                            "automatic_holds",
                            models.JSONField(
                                db_default=models.Value(
                                    ["credit", "overdue", "deposit", "price", "po"], models.JSONField()
                                ),
                                default=tradepost.domain.parties.models.company.at_first,
                            ),
                        ),
                        ("first_order_over", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        ("least_order", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        ("gs1_prefix", models.TextField(db_default="", default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "parties_company",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", uuid.UUID("00000000-0000-0000-0000-000000000001"))),
                                name="one_company_row",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gs1_prefix__regex", "^([0-9]{4,12})?$")),
                                name="company_gs1_prefix_is_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("least_order__gte", 0)),
                                name="company_least_order_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("overdue_days__gte", 0)),
                                name="company_overdue_days_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "sourcing__in",
                                        ("one", "own_first", "nearest", "least_split", "cheapest"),
                                    )
                                ),
                                name="company_sourcing_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Address",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addresses",
                                to="parties.party",
                            ),
                        ),
                        (
                            "kind",
                            models.TextField(choices=[("billing", "Billing"), ("shipping", "Shipping")]),
                        ),
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
                        "indexes": [
                            models.Index(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("city"), name="text_pattern_ops"
                                ),
                                name="address_by_city",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_default", True)),
                                fields=("party", "kind"),
                                name="one_default_address_per_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("billing", "shipping"))), name="address_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("country__regex", "^([A-Z]{2})?$")),
                                name="address_country_is_iso",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompanyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.company",
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.UUID("00000000-0000-0000-0000-000000000001"), serialize=False
                            ),
                        ),
                        ("name", models.TextField(default="")),
                        ("address", models.TextField(default="")),
                        ("country", models.TextField(default="")),
                        ("tax_number", models.TextField(default="")),
                        ("registration", models.TextField(default="")),
                        ("email", models.TextField(default="")),
                        ("phone", models.TextField(default="")),
                        ("website", models.TextField(default="")),
                        ("bank_name", models.TextField(default="")),
                        ("iban", models.TextField(default="")),
                        ("bic", models.TextField(default="")),
                        ("bank_lines", models.TextField(default="")),
                        ("logo", models.TextField(default="")),
                        ("sourcing", models.TextField(db_default="one", default="one")),
                        ("overdue_days", models.IntegerField(null=True)),
                        (
                            "automatic_holds",
                            models.JSONField(
                                db_default=models.Value(
                                    ["credit", "overdue", "deposit", "price", "po"], models.JSONField()
                                ),
                                default=tradepost.domain.parties.models.company.at_first,
                            ),
                        ),
                        ("first_order_over", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        ("least_order", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        ("gs1_prefix", models.TextField(db_default="", default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "parties_company_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="parties.party",
                            ),
                        ),
                        ("name", models.TextField()),
                        ("title", models.TextField(default="")),
                        ("email", models.TextField(default="")),
                        ("phone", models.TextField(default="")),
                        ("made_at", models.DateTimeField()),
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
                    name="Customer",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "party",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="customer",
                                to="parties.party",
                            ),
                        ),
                        ("number", models.TextField()),
                        ("currency", models.TextField()),
                        ("terms_days", models.IntegerField(default=30)),
                        (
                            "terms_discount_percent",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                        ),
                        ("terms_discount_days", models.IntegerField(default=0)),
                        ("terms_month_end", models.BooleanField(db_default=False, default=False)),
                        (
                            "terms_parts",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        (
                            "deposit_percent",
                            models.DecimalField(
                                db_default=Decimal(0), decimal_places=4, default=Decimal(0), max_digits=7
                            ),
                        ),
                        ("credit_limit", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="branches",
                                to="parties.customer",
                            ),
                        ),
                        ("shares_limit", models.BooleanField(db_default=False, default=False)),
                        ("po_required", models.BooleanField(db_default=False, default=False)),
                        (
                            "no_holds",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        ("least_order", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        ("overdue_days", models.IntegerField(null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="customers",
                                to="parties.customergroup",
                            ),
                        ),
                        ("tax_class", models.TextField(default="standard")),
                        (
                            "discount_percent",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                        ),
                        ("rep_id", models.UUIDField(null=True)),
                        ("ship_complete", models.BooleanField(default=False)),
                        ("minimum_fill_percent", models.IntegerField(db_default=0, default=0)),
                        ("minimum_shelf_days", models.IntegerField(db_default=0, default=0)),
                        ("warehouse_id", models.UUIDField(null=True)),
                        ("sourcing", models.TextField(db_default="", default="")),
                        ("state", models.TextField(default="active")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "parties_customer",
                        "indexes": [
                            models.Index(fields=["rep_id"], name="customer_by_rep"),
                            models.Index(fields=["made_at", "id"], name="customer_by_age"),
                            models.Index(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("number"), name="text_pattern_ops"
                                ),
                                name="customer_begins_with",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("number"),
                                name="customer_number_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                name="customer_has_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("active", "blocked"))),
                                name="customer_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tax_class__in", ("standard", "exempt", "reverse"))),
                                name="customer_tax_class",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                                name="customer_currency_is_iso",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("credit_limit__gte", 0)), name="credit_limit_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("terms_days__gte", 0), ("terms_discount_days__gte", 0)),
                                name="customer_terms_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shares_limit", False), ("parent__isnull", False), _connector="OR"
                                ),
                                name="customer_shares_with_a_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="customer_is_not_its_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("least_order__gte", 0)),
                                name="customer_least_order_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("overdue_days__gte", 0)),
                                name="customer_overdue_days_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minimum_fill_percent__gte", 0), ("minimum_fill_percent__lte", 100)
                                ),
                                name="customer_minimum_fill_is_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum_shelf_days__gte", 0)),
                                name="customer_shelf_days_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "sourcing__in",
                                        ("", "one", "own_first", "nearest", "least_split", "cheapest"),
                                    )
                                ),
                                name="customer_sourcing_is_known",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerGroupEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.customergroup",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "parties_customer_group_history",
                        "abstract": False,
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.party",
                            ),
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
                        (
                            "party",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplier",
                                to="parties.party",
                            ),
                        ),
                        ("number", models.TextField()),
                        ("currency", models.TextField()),
                        ("terms_days", models.IntegerField(default=30)),
                        ("lead_days", models.IntegerField(default=7)),
                        (
                            "minimum_order",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18),
                        ),
                        ("state", models.TextField(default="active")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "parties_supplier",
                        "indexes": [models.Index(fields=["made_at", "id"], name="supplier_by_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("number"),
                                name="supplier_number_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                name="supplier_has_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("active", "blocked"))),
                                name="supplier_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                                name="supplier_currency_is_iso",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lead_days__gte", 0), ("minimum_order__gte", 0), ("terms_days__gte", 0)
                                ),
                                name="supplier_terms_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.contact",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
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
                        ("name", models.TextField()),
                        ("title", models.TextField(default="")),
                        ("email", models.TextField(default="")),
                        ("phone", models.TextField(default="")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "parties_contact_history",
                        "abstract": False,
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.customer",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
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
                        ("number", models.TextField()),
                        ("currency", models.TextField()),
                        ("terms_days", models.IntegerField(default=30)),
                        (
                            "terms_discount_percent",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                        ),
                        ("terms_discount_days", models.IntegerField(default=0)),
                        ("terms_month_end", models.BooleanField(db_default=False, default=False)),
                        (
                            "terms_parts",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        (
                            "deposit_percent",
                            models.DecimalField(
                                db_default=Decimal(0), decimal_places=4, default=Decimal(0), max_digits=7
                            ),
                        ),
                        ("credit_limit", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
                            ),
                        ),
                        ("shares_limit", models.BooleanField(db_default=False, default=False)),
                        ("po_required", models.BooleanField(db_default=False, default=False)),
                        (
                            "no_holds",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        ("least_order", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                        ("overdue_days", models.IntegerField(null=True)),
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
                        ("tax_class", models.TextField(default="standard")),
                        (
                            "discount_percent",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                        ),
                        ("rep_id", models.UUIDField(null=True)),
                        ("ship_complete", models.BooleanField(default=False)),
                        ("minimum_fill_percent", models.IntegerField(db_default=0, default=0)),
                        ("minimum_shelf_days", models.IntegerField(db_default=0, default=0)),
                        ("warehouse_id", models.UUIDField(null=True)),
                        ("sourcing", models.TextField(db_default="", default="")),
                        ("state", models.TextField(default="active")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "parties_customer_history",
                        "abstract": False,
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.supplier",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
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
                        ("number", models.TextField()),
                        ("currency", models.TextField()),
                        ("terms_days", models.IntegerField(default=30)),
                        ("lead_days", models.IntegerField(default=7)),
                        (
                            "minimum_order",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18),
                        ),
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
                    name="AddressEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="parties.address",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
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
                        (
                            "kind",
                            models.TextField(choices=[("billing", "Billing"), ("shipping", "Shipping")]),
                        ),
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
                        "db_table": "parties_address_history",
                        "abstract": False,
                    },
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
                    model_name="customergroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "parties_customer_group_history" ("id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="f75667d194e4d844ad43a8272b40ae2f47f1a9a6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_69c46",
                            table="parties_customer_group",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="customergroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "parties_customer_group_history" ("id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="a14e5c3bb2f8fa87a827c031b8beb79725989fd8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_56dd5",
                            table="parties_customer_group",
                            when="AFTER",
                        ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="companyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="298d023283aa35d3506545493efd314524abee99",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7298b",
                            table="parties_company_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="customergroupevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="12ffdd4abe79bb0cfaf66592312b813cf12dc449",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e35be",
                            table="parties_customer_group_history",
                            when="BEFORE",
                        ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="contactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d9401e95a8177d8c2aeb067762f845353b4f5e41",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f67dd",
                            table="parties_contact_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "parties_contact_history" ("email", "id", "made_at", "name", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title") VALUES (OLD."email", OLD."id", OLD."made_at", OLD."name", OLD."party_id", NOW(), \'update\', OLD."id", OLD."phone", OLD."title"); RETURN NULL;',
                            hash="67ef27c64934d5ba23ad2ca1457e8ca70c920c40",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a448",
                            table="parties_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "parties_contact_history" ("email", "id", "made_at", "name", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title") VALUES (OLD."email", OLD."id", OLD."made_at", OLD."name", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."phone", OLD."title"); RETURN NULL;',
                            hash="410ba56ae72cc83e4aa756280c937d4234da344c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_56496",
                            table="parties_contact",
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
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
