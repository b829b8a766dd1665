from django.db import migrations

# I13 still: no price of a confirmed line changes. Its quantity and net may fall, where a part of it became a line of
# its own: at the end of the transaction the lines must add up to what was confirmed.
GUARDS = """
create or replace function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id)
     and ((old.unit_price, old.discount_percent, old.tax_rate)
            is distinct from (new.unit_price, new.discount_percent, new.tax_rate)
          or new.quantity >= old.quantity) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;

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
create constraint trigger parts_add_up after update on sales_order_line deferrable initially deferred
  for each row when ((old.quantity, old.net) is distinct from (new.quantity, new.net))
  execute function sales_refuse_lost_parts();
"""
UNDO = """
drop trigger parts_add_up on sales_order_line;
drop function sales_refuse_lost_parts();
create or replace function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0010_lines_say_where_they_come_from")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
