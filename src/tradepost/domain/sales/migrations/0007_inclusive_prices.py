from django.db import migrations, models

FIRM = """
create or replace function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id)
     and ((old.unit_price, {old}old.discount_percent, old.tax_rate)
            is distinct from (new.unit_price, {new}new.discount_percent, new.tax_rate)
          or new.quantity >= old.quantity)
     and not exists (select from sales_change_set c
       where c.order_id = old.order_id and c.transaction = pg_current_xact_id()::text::bigint) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;
drop trigger line_is_firm on sales_order_line;
create trigger line_is_firm before update on sales_order_line for each row
  when ((old.quantity, old.unit_price, {old}{old_sum}old.discount_percent, old.net, old.tax_rate)
        is distinct from (new.quantity, new.unit_price, {new}{new_sum}new.discount_percent, new.net, new.tax_rate))
  execute function sales_refuse_repricing();
"""
GROSS_IS_FIRM = FIRM.format(
    old="old.gross_price, ", new="new.gross_price, ", old_sum="old.gross, ", new_sum="new.gross, "
)
AS_BEFORE = FIRM.format(old="", new="", old_sum="", new_sum="")


class Migration(migrations.Migration):
    """What was agreed with tax stands on lines of orders and quotes, and is firm once an order is confirmed."""

    dependencies = [
        ("catalog", "0001_initial"),
        ("delivery", "0001_initial"),
        ("inventory", "0001_initial"),
        ("sales", "0006_charges"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="gross",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="orderline",
            name="gross_price",
            field=models.DecimalField(decimal_places=6, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="gross",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="quoteline",
            name="gross_price",
            field=models.DecimalField(decimal_places=6, max_digits=20, null=True),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gross__isnull", True), ("gross_price__isnull", True)),
                    models.Q(("gross__isnull", False), ("gross_price__isnull", False)),
                    _connector="OR",
                ),
                name="line_gross_has_its_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gross__isnull", True), ("gross_price__isnull", True)),
                    models.Q(("gross__isnull", False), ("gross_price__isnull", False)),
                    _connector="OR",
                ),
                name="quote_line_gross_has_its_price",
            ),
        ),
        migrations.RunSQL(GROSS_IS_FIRM, AS_BEFORE),
    ]
