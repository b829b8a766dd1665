from decimal import Decimal

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.finding
import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create function sales_refuse_lost_parts() returns trigger language plpgsql as $$
begin
  if exists (
    select from sales_order o join sales_order_line l on l.order_id = o.id
    where o.id = new.order_id and o.state not in ('draft', 'submitted')
    group by o.id having (sum(l.quantity), sum(l.net)) <> (o.quantity_total, o.net_total)) then
    raise exception 'the lines of a confirmed order add up to what was confirmed' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id)
     and ((old.unit_price, old.discount_percent, old.tax_rate)
            is distinct from (new.unit_price, new.discount_percent, new.tax_rate)
          or new.quantity >= old.quantity)
     and not exists (select from sales_change_set c
       where c.order_id = old.order_id and c.transaction = pg_current_xact_id()::text::bigint) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger lost_reason_version before update on sales_lost_reason
  for each row execute function base_next_version();
create trigger order_version before update on sales_order
  for each row execute function base_next_version();
create trigger order_template_version before update on sales_order_template
  for each row execute function base_next_version();
create trigger quote_version before update on sales_quote
  for each row execute function base_next_version();
create trigger quote_template_version before update on sales_quote_template
  for each row execute function base_next_version();
create trigger terms_text_version before update on sales_terms_text
  for each row execute function base_next_version();
create trigger change_set_is_kept before delete on sales_change_set
  for each row execute function base_refuse_change();
create trigger change_set_stays before update on sales_change_set for each row
  when ((old.id, old.order_id, old.number, old.reason, old.made_at, old.made_by,
         old.transaction, old.net_before, old.total_before, old.net_after, old.total_after, old.proposals,
         old.wants_word)
        is distinct from
        (new.id, new.order_id, new.number, new.reason, new.made_at, new.made_by,
         new.transaction, new.net_before, new.total_before, new.net_after, new.total_after, new.proposals,
         new.wants_word)
        or old.word_on is not null)
  execute function base_refuse_change();
create trigger line_is_firm before update on sales_order_line for each row
  when ((old.quantity, old.unit_price, old.discount_percent, old.net, old.tax_rate)
        is distinct from (new.quantity, new.unit_price, new.discount_percent, new.net, new.tax_rate))
  execute function sales_refuse_repricing();
create constraint trigger parts_add_up after update on sales_order_line deferrable initially deferred
  for each row when ((old.quantity, old.net) is distinct from (new.quantity, new.net))
  execute function sales_refuse_lost_parts();
create trigger change_operation_stays before update or delete on sales_change_operation
  for each row execute function base_refuse_change();
"""
UNDO = """
drop function sales_refuse_lost_parts() cascade;
drop function sales_refuse_repricing() cascade;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("delivery", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="LostReason",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("code", models.TextField(unique=True)),
                        ("name", models.TextField()),
                        ("is_open", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_lost_reason",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[a-z0-9_]{1,20}$")),
                                name="lost_code_is_plain",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="lost_reason_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        ("state", models.TextField(default="draft")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        ("customer_name", models.TextField()),
                        ("customer_po", models.TextField(default="")),
                        (
                            "found_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=tradepost.base.finding.Plain(
                                    "number", "customer_po", "customer_name"
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        ("rep_id", models.UUIDField(null=True)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("sourcing", models.TextField(db_default="one", default="one")),
                        ("quote_id", models.UUIDField(null=True)),
                        ("currency", models.TextField()),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                        ("placed_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("requested_on", models.DateField(null=True)),
                        ("terms_days", models.IntegerField(default=0)),
                        (
                            "terms",
                            models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                        ),
                        ("ship_complete", models.BooleanField(default=False)),
                        ("minimum_fill_percent", models.IntegerField(db_default=0, default=0)),
                        ("minimum_shelf_days", models.IntegerField(db_default=0, default=0)),
                        ("priority", models.IntegerField(default=0)),
                        (
                            "carrier",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.carrier",
                            ),
                        ),
                        (
                            "transit",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.transit",
                            ),
                        ),
                        (
                            "order_discount_percent",
                            models.DecimalField(decimal_places=4, default=0, max_digits=7),
                        ),
                        (
                            "value_discount_percent",
                            models.DecimalField(db_default=0, decimal_places=4, default=0, max_digits=7),
                        ),
                        ("value_discount", models.TextField(db_default="", default="")),
                        ("freight", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("freight_tax_code", models.TextField(default="")),
                        ("freight_tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                        ("billing_address", models.TextField(default="")),
                        ("shipping_address", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                        ("lines_count", models.IntegerField(default=0)),
                        ("net_total", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("tax_total", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("total", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("quantity_total", models.BigIntegerField(default=0)),
                        ("cancelled_total", models.BigIntegerField(default=0)),
                        ("shipped_total", models.BigIntegerField(default=0)),
                        ("invoiced_total", models.BigIntegerField(default=0)),
                        ("open_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        (
                            "unbilled_value",
                            models.DecimalField(
                                db_default=Decimal(0), decimal_places=4, default=0, max_digits=18
                            ),
                        ),
                        (
                            "deposit",
                            models.DecimalField(
                                db_default=Decimal(0), decimal_places=4, default=0, max_digits=18
                            ),
                        ),
                        (
                            "deposit_due",
                            models.DecimalField(
                                db_default=Decimal(0), decimal_places=4, default=0, max_digits=18
                            ),
                        ),
                        ("held", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_order",
                        "indexes": [
                            models.Index(fields=["customer", "-placed_at"], name="order_by_customer"),
                            models.Index(fields=["-placed_at", "id"], name="order_by_day"),
                            models.Index(fields=["state", "-placed_at", "id"], name="order_by_state"),
                            models.Index(fields=["rep_id", "-placed_at"], name="order_by_rep"),
                            models.Index(
                                condition=models.Q(("quote_id__isnull", False)),
                                fields=["quote_id"],
                                name="order_by_quote",
                            ),
                            models.Index(
                                condition=models.Q(("held", True)),
                                fields=["placed_at", "id"],
                                name="order_held",
                            ),
                            models.Index(
                                condition=models.Q(("open_value__gt", 0)),
                                fields=["customer"],
                                name="order_open_value",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="order_search", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("draft", "submitted", "confirmed", "closed", "cancelled"))
                                ),
                                name="order_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "sourcing__in",
                                        ("one", "own_first", "nearest", "least_split", "cheapest"),
                                    )
                                ),
                                name="order_sourcing_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minimum_fill_percent__gte", 0), ("minimum_fill_percent__lte", 100)
                                ),
                                name="order_minimum_fill_is_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum_shelf_days__gte", 0)),
                                name="order_shelf_days_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shipped_total__gte", 0),
                                    (
                                        "quantity_total__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("shipped_total"), "+", models.F("cancelled_total")
                                        ),
                                    ),
                                    ("cancelled_total__gte", 0),
                                ),
                                name="order_not_overshipped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderTemplate",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        ("name", models.TextField()),
                        ("note", models.TextField(default="")),
                        ("lines_count", models.IntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_order_template",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("customer"),
                                django.db.models.functions.text.Lower("name"),
                                name="one_order_template_per_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="order_template_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quote",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField()),
                        ("revision", models.IntegerField(default=1)),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_revision",
                                to="sales.quote",
                            ),
                        ),
                        ("state", models.TextField(default="draft")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        ("customer_name", models.TextField()),
                        ("customer_po", models.TextField(default="")),
                        (
                            "found_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=tradepost.base.finding.Plain(
                                    "number", "customer_po", "customer_name"
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        ("rep_id", models.UUIDField(null=True)),
                        ("currency", models.TextField()),
                        ("valid_until", models.DateField()),
                        ("requested_on", models.DateField(null=True)),
                        ("terms_days", models.IntegerField(default=0)),
                        (
                            "order_discount_percent",
                            models.DecimalField(decimal_places=4, default=0, max_digits=7),
                        ),
                        (
                            "value_discount_percent",
                            models.DecimalField(db_default=0, decimal_places=4, default=0, max_digits=7),
                        ),
                        ("value_discount", models.TextField(db_default="", default="")),
                        ("freight", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("freight_tax_code", models.TextField(default="")),
                        ("freight_tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                        ("billing_address", models.TextField(default="")),
                        ("shipping_address", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                        ("terms_text", models.TextField(db_default="", default="")),
                        ("lines_count", models.IntegerField(default=0)),
                        ("net_total", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("tax_total", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("total", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.TextField(default="")),
                        ("answer_note", models.TextField(default="")),
                        ("lost_for", models.TextField(db_default="", default="")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_quote",
                        "indexes": [
                            models.Index(fields=["customer", "-made_at"], name="quote_by_customer"),
                            models.Index(fields=["-made_at", "id"], name="quote_by_day"),
                            models.Index(fields=["state", "-made_at", "id"], name="quote_by_state"),
                            models.Index(fields=["rep_id", "-made_at"], name="quote_by_rep"),
                            models.Index(
                                condition=models.Q(("state", "sent")),
                                fields=["valid_until"],
                                name="quote_to_expire",
                            ),
                            models.Index(
                                condition=models.Q(("state", "accepted")),
                                fields=["valid_until"],
                                name="quote_to_lapse",
                            ),
                            models.Index(
                                condition=models.Q(("sent_at__isnull", False)),
                                fields=["sent_at"],
                                name="quote_by_sending",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="quote_search", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("number", "revision"), name="one_quote_per_revision"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "draft",
                                            "sent",
                                            "accepted",
                                            "ordered",
                                            "declined",
                                            "expired",
                                            "superseded",
                                        ),
                                    )
                                ),
                                name="quote_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replaces__isnull", True), ("revision", 1)),
                                    models.Q(("replaces__isnull", False), ("revision__gt", 1)),
                                    _connector="OR",
                                ),
                                name="quote_revision_replaces_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteTemplate",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField()),
                        ("valid_days", models.IntegerField(default=30)),
                        ("note", models.TextField(default="")),
                        ("terms_text", models.TextField(default="")),
                        ("lines_count", models.IntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_quote_template",
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="one_quote_template_per_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="quote_template_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_days__gte", 0), ("valid_days__lte", 3650)),
                                name="quote_template_lasts_some_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermsText",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField()),
                        ("language", models.TextField()),
                        ("text", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_terms_text",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "language"), name="one_terms_text_per_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="terms_text_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CancelReason",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("code", models.TextField(unique=True)),
                        ("name", models.TextField()),
                        ("is_open", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "sales_cancel_reason",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[a-z0-9_]{1,20}$")),
                                name="cancel_reason_code_is_plain",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="cancel_reason_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CancelReasonEvent",
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
                                to="sales.cancelreason",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("is_open", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "sales_cancel_reason_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChangeSet",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "order",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        ("number", models.IntegerField()),
                        ("reason", models.TextField(default="")),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.TextField()),
                        ("transaction", models.BigIntegerField()),
                        ("net_before", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("total_before", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("net_after", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("total_after", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("proposals", models.JSONField(default=list)),
                        ("wants_word", models.BooleanField(default=False)),
                        ("word_on", models.DateField(null=True)),
                        ("word_by", models.TextField(default="")),
                        ("word_how", models.TextField(default="")),
                        ("word_recorded_by", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "sales_change_set",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("wants_word", True), ("word_on__isnull", True)),
                                fields=["order"],
                                name="change_wants_word",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "number"), name="one_change_per_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("word_on__isnull", True),
                                    models.Q(("word_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="word_is_somebodys",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="sales.order",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("note", models.TextField(default="")),
                        ("placed_at", models.DateTimeField()),
                        ("placed_by", models.TextField()),
                        ("released_at", models.DateTimeField(null=True)),
                        ("released_by", models.TextField(default="")),
                        ("released_note", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "sales_hold",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("released_at__isnull", True)),
                                fields=["placed_at", "id"],
                                name="hold_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        (
                                            "credit",
                                            "overdue",
                                            "deposit",
                                            "price",
                                            "stock",
                                            "address",
                                            "fraud",
                                            "po",
                                            "manual",
                                        ),
                                    )
                                ),
                                name="hold_reason_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LostReasonEvent",
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
                                to="sales.lostreason",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("is_open", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_lost_reason_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrderLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "order",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="sales.order",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=18)),
                        ("unit", models.TextField(default="")),
                        ("unit_numerator", models.BigIntegerField(default=1)),
                        ("unit_denominator", models.BigIntegerField(default=1)),
                        ("quantity", models.BigIntegerField()),
                        ("list_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("unit_price", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("discount_percent", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                        ("net", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("tax_code", models.TextField(default="")),
                        ("tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                        ("price_trace", models.JSONField(default=dict)),
                        ("requested_on", models.DateField(null=True)),
                        ("promised_on", models.DateField(null=True)),
                        ("ships_on", models.DateField(null=True)),
                        (
                            "promise_trace",
                            models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                        ),
                        ("way_changed", models.BooleanField(db_default=False, default=False)),
                        ("note", models.TextField(default="")),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "carrier",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.carrier",
                            ),
                        ),
                        (
                            "transit",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.transit",
                            ),
                        ),
                        ("source_trace", models.JSONField(db_default={}, default=dict)),
                        ("split_of", models.UUIDField(null=True)),
                        ("wished_lots", models.JSONField(db_default=[], default=list)),
                        ("called", models.TextField(db_default="", default="")),
                        ("quota_row_id", models.UUIDField(null=True)),
                        ("cancelled", models.BigIntegerField(default=0)),
                        ("released", models.BigIntegerField(default=0)),
                        ("picked", models.BigIntegerField(default=0)),
                        ("shipped", models.BigIntegerField(default=0)),
                        ("returned", models.BigIntegerField(default=0)),
                        ("invoiced", models.BigIntegerField(default=0)),
                        ("credited", models.BigIntegerField(default=0)),
                        (
                            "demand",
                            models.ForeignObject(
                                from_fields=["id"],
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.demand",
                                to_fields=["id"],
                            ),
                        ),
                    ],
                    options={
                        "db_table": "sales_order_line",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("warehouse__isnull", False)),
                                fields=["warehouse", "order"],
                                name="line_by_source",
                            ),
                            models.Index(
                                condition=models.Q(("quota_row_id__isnull", False)),
                                fields=["quota_row_id"],
                                name="line_by_quota",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "position"), name="one_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="line_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ships_on__isnull", True),
                                    ("promised_on__isnull", True),
                                    ("ships_on__lte", models.F("promised_on")),
                                    _connector="OR",
                                ),
                                name="line_ships_before_it_arrives",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shipped__gte", 0),
                                    ("cancelled__gte", 0),
                                    (
                                        "quantity__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("shipped"), "+", models.F("cancelled")
                                        ),
                                    ),
                                ),
                                name="not_overshipped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released__gte", 0),
                                    (
                                        "quantity__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("shipped"), "+", models.F("cancelled")
                                            ),
                                            "+",
                                            models.F("released"),
                                        ),
                                    ),
                                ),
                                name="not_overreleased",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("picked__gte", 0), ("picked__lte", models.F("released"))),
                                name="picked_within_released",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned__gte", 0), ("returned__lte", models.F("shipped"))
                                ),
                                name="not_overreturned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("credited__gte", 0),
                                    ("credited__lte", models.F("invoiced")),
                                    (
                                        "invoiced__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("shipped"), "+", models.F("credited")
                                        ),
                                    ),
                                ),
                                name="not_overinvoiced",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderTemplateLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "template",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="sales.ordertemplate",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=18)),
                        ("unit", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "sales_order_template_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "position"), name="one_order_template_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("typed_quantity__gt", 0)),
                                name="order_template_line_has_quantity",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "quote",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="sales.quote",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=18)),
                        ("unit", models.TextField(default="")),
                        ("unit_numerator", models.BigIntegerField(default=1)),
                        ("unit_denominator", models.BigIntegerField(default=1)),
                        ("quantity", models.BigIntegerField()),
                        ("list_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("unit_price", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("discount_percent", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                        ("net", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("tax_code", models.TextField(default="")),
                        ("tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                        ("price_trace", models.JSONField(default=dict)),
                        ("requested_on", models.DateField(null=True)),
                        ("note", models.TextField(default="")),
                        ("section", models.TextField(db_default="", default="")),
                        ("kind", models.TextField(db_default="firm", default="firm")),
                        ("choice", models.TextField(db_default="", default="")),
                        ("chosen", models.BooleanField(db_default=True, default=True)),
                        ("ordered", models.BigIntegerField(db_default=0, default=0)),
                    ],
                    options={
                        "db_table": "sales_quote_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("quote", "position"), name="one_quote_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="quote_line_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("firm", "optional", "alternative"))),
                                name="quote_line_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "firm"), _negated=True),
                                    ("chosen", True),
                                    _connector="OR",
                                ),
                                name="firm_line_is_chosen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "alternative"), models.Q(("choice", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("kind", "alternative"), _negated=True), ("choice", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="alternatives_have_a_group",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ordered__gte", 0), ("ordered__lte", models.F("quantity"))
                                ),
                                name="quote_line_not_overordered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ordered", 0), ("chosen", True), _connector="OR"),
                                name="what_is_ordered_is_chosen",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("chosen", True), ("kind", "alternative")),
                                fields=("quote", "choice"),
                                name="one_of_a_group_is_chosen",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteShare",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "quote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="sales.quote",
                            ),
                        ),
                        ("number", models.TextField()),
                        ("hash", models.TextField(unique=True)),
                        ("sent_to", models.TextField(default="")),
                        ("made_by", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("signed_by", models.TextField(default="")),
                        (
                            "order",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "sales_quote_share",
                        "indexes": [models.Index(fields=["number"], name="share_by_number")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")),
                                name="share_hash_is_sha256",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="share_expires_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("order__isnull", True), ("signed_at__isnull", True)),
                                    models.Q(("order__isnull", False), ("signed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="signed_share_has_an_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteTemplateLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "template",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="sales.quotetemplate",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=18)),
                        ("unit", models.TextField(default="")),
                        ("unit_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("discount_percent", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                        ("section", models.TextField(default="")),
                        ("kind", models.TextField(default="firm")),
                        ("choice", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "sales_quote_template_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "position"), name="one_template_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("typed_quantity__gt", 0)),
                                name="template_line_has_quantity",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("firm", "optional", "alternative"))),
                                name="template_line_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermsTextEvent",
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
                                to="sales.termstext",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        ("language", models.TextField()),
                        ("text", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "sales_terms_text_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChangeOperation",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "change_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="operations",
                                to="sales.changeset",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        ("kind", models.TextField()),
                        ("line_id", models.UUIDField(null=True)),
                        ("line_position", models.IntegerField(null=True)),
                        ("sku", models.TextField(default="")),
                        ("name", models.TextField(default="")),
                        ("was", models.JSONField(default=dict)),
                        ("now", models.JSONField(default=dict)),
                    ],
                    options={
                        "db_table": "sales_change_operation",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("add", "remove", "change", "order"))),
                                name="operation_kind_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteAsk",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "quote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asks",
                                to="sales.quote",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asks",
                                to="sales.quoteline",
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                        ("unit_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("text", models.TextField(default="")),
                        ("by", models.TextField()),
                        ("from_buyer", models.BooleanField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "sales_quote_ask",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    ("quantity__isnull", False),
                                    ("unit_price__isnull", False),
                                    _connector="OR",
                                ),
                                name="ask_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("line__isnull", False),
                                    models.Q(("quantity__isnull", True), ("unit_price__isnull", True)),
                                    _connector="OR",
                                ),
                                name="ask_of_amounts_names_a_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("unit_price__isnull", True), ("unit_price__gte", 0), _connector="OR"
                                    ),
                                ),
                                name="ask_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuotePart",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="sales.quoteline",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "sales_quote_part",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "order"), name="one_part_per_line_and_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="quote_part_has_quantity"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancelreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sales_cancel_reason_history" ("code", "id", "is_open", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."is_open", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="fd96cbbfc78d01f44f64e7e37567065186775fc4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ba21f",
                            table="sales_cancel_reason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancelreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sales_cancel_reason_history" ("code", "id", "is_open", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."is_open", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="30f2f5b26f923bbd19aa6a41748ffbec2e19fd62",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_badb4",
                            table="sales_cancel_reason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sales_lost_reason_history" ("code", "id", "is_open", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."code", OLD."id", OLD."is_open", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="68265c643d8c684cee4993bb71a1cb5c0d17f569",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9ddf1",
                            table="sales_lost_reason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sales_lost_reason_history" ("code", "id", "is_open", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."code", OLD."id", OLD."is_open", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="ef233255dc8a50120dcb88c66d3ebff74b567ef1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d28d4",
                            table="sales_lost_reason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termstext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sales_terms_text_history" ("id", "language", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (OLD."id", OLD."language", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."text", OLD."version"); RETURN NULL;',
                            hash="a756c6de0c5a9392cb15e1884fb74aab8f0ed317",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6b549",
                            table="sales_terms_text",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termstext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sales_terms_text_history" ("id", "language", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (OLD."id", OLD."language", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."text", OLD."version"); RETURN NULL;',
                            hash="ed440ab26b7a8cd1a76512be01f2689d52f0a57b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_61a44",
                            table="sales_terms_text",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancelreasonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4975b954c3d2ebe60a33bc15286efdcb8dfcb148",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9554c",
                            table="sales_cancel_reason_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostreasonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="72e2888b32c6011af106e4992941c11c4e5b839c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_64f24",
                            table="sales_lost_reason_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termstextevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1bd29ddef3285c5e53b9e82becd1cde1d1ec7b95",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a5000",
                            table="sales_terms_text_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
