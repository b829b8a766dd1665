from django.db import migrations

# I13: the price of a confirmed line changes only by a change set.
GUARDS = """
create trigger order_version before update on sales_order
  for each row execute function base_next_version();

create function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger line_is_firm before update on sales_order_line for each row
  when ((old.quantity, old.unit_price, old.discount_percent, old.net, old.tax_rate)
        is distinct from (new.quantity, new.unit_price, new.discount_percent, new.net, new.tax_rate))
  execute function sales_refuse_repricing();
"""
UNDO = """
drop trigger line_is_firm on sales_order_line;
drop function sales_refuse_repricing();
drop trigger order_version on sales_order;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
