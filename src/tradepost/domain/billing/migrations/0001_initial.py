from decimal import Decimal

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import tradepost.base.finding
from tradepost.base.at_once import AtOnce

GUARDS = """
create function billing_refuse_late_rows() returns trigger language plpgsql as $$
begin
  if exists (select 1 from (select distinct invoice_id from added) a
             join billing_invoice i on i.id = a.invoice_id where i.state = 'posted') then
    raise exception 'a posted invoice gets no more lines' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create function billing_refuse_line_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - 'credited' - 'reopened' = to_jsonb(new) - 'credited' - 'reopened' then
    return new;
  end if;
  raise exception 'invoice lines never change; write a credit note' using errcode = 'integrity_constraint_violation';
end $$;
create function billing_refuse_payment_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - 'allocated' - 'version' = to_jsonb(new) - 'allocated' - 'version' then
    return new;
  end if;
  raise exception 'payments never change' using errcode = 'integrity_constraint_violation';
end $$;
create function billing_refuse_posted_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'invoices are never deleted; write a credit note' using errcode = 'integrity_constraint_violation';
  end if;
  if old.state = 'posted'
     and to_jsonb(old) - 'settled' - 'version' - 'found_by' is distinct from to_jsonb(new) - 'settled' - 'version' - 'found_by' then
    raise exception 'invoice % is posted and does not change; write a credit note', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create function billing_write_found_by() returns trigger language plpgsql as $$
begin
  select base_plain(concat_ws(' ', new.number, new.reference, p.name,
                   (select o.number from sales_order o where o.id = new.order_id)))
    into new.found_by
    from parties_customer c join parties_party p on p.id = c.party_id where c.id = new.customer_id;
  return new;
end $$;
create trigger invoice_is_immutable before update or delete on billing_invoice
  for each row execute function billing_refuse_posted_change();
create trigger invoice_version before update on billing_invoice
  for each row execute function base_next_version();
create trigger payment_found_by before insert on billing_payment
  for each row execute function billing_write_found_by();
create trigger payment_is_immutable before update or delete on billing_payment
  for each row execute function billing_refuse_payment_change();
create trigger payment_version before update on billing_payment
  for each row execute function base_next_version();
create trigger invoice_line_is_immutable before update or delete on billing_invoice_line
  for each row execute function billing_refuse_line_change();
create trigger posted_invoice_gets_no_lines after insert on billing_invoice_line
  referencing new table as added for each statement execute function billing_refuse_late_rows();
create trigger invoice_tax_is_immutable before update or delete on billing_invoice_tax
  for each row execute function base_refuse_change();
create trigger posted_invoice_gets_no_tax after insert on billing_invoice_tax
  referencing new table as added for each statement execute function billing_refuse_late_rows();
create trigger allocation_is_immutable before update or delete on billing_allocation
  for each row execute function base_refuse_change();
"""
UNDO = """
drop function billing_refuse_late_rows() cascade;
drop function billing_refuse_line_change() cascade;
drop function billing_refuse_payment_change() cascade;
drop function billing_refuse_posted_change() cascade;
drop function billing_write_found_by() cascade;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("fulfilment", "0001_initial"),
        ("parties", "0001_initial"),
        ("sales", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Invoice",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(default="")),
                        ("kind", models.TextField(default="invoice")),
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
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        (
                            "credits",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoice",
                            ),
                        ),
                        ("currency", models.TextField()),
                        ("rounding", models.TextField()),
                        ("invoiced_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("terms_days", models.IntegerField(default=0)),
                        (
                            "terms",
                            models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                        ),
                        (
                            "parts",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        ("billing_address", models.TextField(default="")),
                        ("shipping_address", models.TextField(default="")),
                        (
                            "tax_texts",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        ("reason", models.TextField(default="")),
                        ("bill_again", models.BooleanField(default=False)),
                        ("net_total", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("freight", models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18)),
                        ("freight_tax_code", models.TextField(default="")),
                        (
                            "freight_tax_rate",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                        ),
                        ("tax_total", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("total", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("settled", models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18)),
                        ("version", models.IntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "billing_invoice",
                        "indexes": [
                            models.Index(fields=["customer", "invoiced_on"], name="invoice_by_customer"),
                            models.Index(fields=["invoiced_on", "id"], name="invoice_by_day"),
                            models.Index(
                                condition=models.Q(("settled__lt", models.F("total"))),
                                fields=["customer", "due_on"],
                                name="invoice_open",
                            ),
                            models.Index(
                                condition=models.Q(("bill_again", True)),
                                fields=["order"],
                                name="invoice_to_bill_again",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="invoice_search", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="invoice_number_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("invoice", "credit_note"))),
                                name="invoice_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("draft", "posted"))),
                                name="invoice_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), ("state", "draft")),
                                    models.Q(("state", "posted"), models.Q(("number", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="posted_invoice_has_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("credits__isnull", True), ("kind", "invoice")),
                                    models.Q(("credits__isnull", False), ("kind", "credit_note")),
                                    _connector="OR",
                                ),
                                name="credit_note_names_its_invoice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("settled__gte", 0), ("settled__lte", models.F("total"))),
                                name="invoice_not_oversettled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "total",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("net_total"), "+", models.F("freight")
                                            ),
                                            "+",
                                            models.F("tax_total"),
                                        ),
                                    )
                                ),
                                name="invoice_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("freight__gte", 0)), name="invoice_freight_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        ("currency", models.TextField()),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        (
                            "allocated",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18),
                        ),
                        ("paid_on", models.DateField()),
                        ("method", models.TextField(default="transfer")),
                        ("reference", models.TextField(default="")),
                        ("found_by", models.TextField(default="", editable=False)),
                        ("version", models.IntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "billing_payment",
                        "indexes": [
                            models.Index(fields=["customer", "paid_on"], name="payment_by_customer"),
                            models.Index(fields=["paid_on", "id"], name="payment_by_day"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="payment_search", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(
                                condition=models.Q(("allocated__lt", models.F("amount"))),
                                fields=["customer", "order"],
                                name="payment_open",
                            ),
                            models.Index(
                                condition=models.Q(("allocated__lt", models.F("amount"))),
                                fields=["paid_on", "id"],
                                name="payment_unmatched",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="payment_has_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("allocated__gte", 0), ("allocated__lte", models.F("amount"))
                                ),
                                name="payment_not_overallocated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvoiceLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "invoice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoice",
                            ),
                        ),
                        (
                            "order_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.orderline",
                            ),
                        ),
                        (
                            "shipment_line",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fulfilment.shipmentline",
                            ),
                        ),
                        (
                            "credits",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoiceline",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        ("item_id", models.UUIDField()),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        ("quantity", models.BigIntegerField()),
                        ("credited", models.BigIntegerField(default=0)),
                        ("reopened", models.BigIntegerField(default=0)),
                        ("weight_milli", models.BigIntegerField(null=True)),
                        ("unit", models.TextField(default="")),
                        ("unit_numerator", models.BigIntegerField(default=1)),
                        ("unit_denominator", models.BigIntegerField(default=1)),
                        ("unit_price", models.DecimalField(decimal_places=6, max_digits=20)),
                        (
                            "discount_percent",
                            models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=7),
                        ),
                        ("net", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("tax_code", models.TextField()),
                        ("tax_rate", models.DecimalField(decimal_places=4, max_digits=7)),
                    ],
                    options={
                        "db_table": "billing_invoice_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("invoice", "position"), name="one_invoice_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="invoice_line_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("credited__gte", 0), ("credited__lte", models.F("quantity"))
                                ),
                                name="not_overcredited",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("credits__isnull", True),
                                        ("reopened__gte", 0),
                                        ("reopened__lte", models.F("credited")),
                                    ),
                                    models.Q(
                                        ("credited", 0),
                                        ("credits__isnull", False),
                                        ("reopened__in", (0, models.F("quantity"))),
                                    ),
                                    _connector="OR",
                                ),
                                name="reopened_within_credited",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight_milli__isnull", True), ("weight_milli__gte", 0), _connector="OR"
                                ),
                                name="invoice_line_weight_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvoiceTax",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "invoice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoice",
                            ),
                        ),
                        ("code", models.TextField()),
                        ("rate", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("net", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("tax", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "billing_invoice_tax",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("invoice", "code", "rate"), name="one_tax_line_per_code"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allocation",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "payment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.payment",
                            ),
                        ),
                        (
                            "credit_note",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoice",
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.invoice",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        (
                            "discount",
                            models.DecimalField(
                                db_default=Decimal(0), decimal_places=4, default=Decimal(0), max_digits=18
                            ),
                        ),
                        ("allocated_on", models.DateField()),
                        (
                            "reverses",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="billing.allocation",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "billing_allocation",
                        "indexes": [models.Index(fields=["allocated_on"], name="allocation_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("credit_note__isnull", True), ("payment__isnull", False)),
                                    models.Q(("credit_note__isnull", False), ("payment__isnull", True)),
                                    _connector="OR",
                                ),
                                name="allocation_has_one_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__gt", 0), ("reverses__isnull", True)),
                                    models.Q(("amount__lt", 0), ("reverses__isnull", False)),
                                    _connector="OR",
                                ),
                                name="allocation_sign_tells_reversal",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("discount", 0),
                                    models.Q(
                                        ("discount__gt", 0),
                                        ("payment__isnull", False),
                                        ("reverses__isnull", True),
                                    ),
                                    models.Q(
                                        ("discount__lt", 0),
                                        ("payment__isnull", False),
                                        ("reverses__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="allocation_discount_is_of_a_payment",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
