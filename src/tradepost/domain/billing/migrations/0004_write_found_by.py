from django.db import migrations

WRITE = """
create function billing_write_found_by() returns trigger language plpgsql as $$
begin
  select concat_ws(' ', new.number, new.reference, p.name,
                   (select o.number from sales_order o where o.id = new.order_id))
    into new.found_by
    from parties_customer c join parties_party p on p.id = c.party_id where c.id = new.customer_id;
  return new;
end $$;
create trigger payment_found_by before insert on billing_payment
  for each row execute function billing_write_found_by();
alter table billing_payment disable trigger payment_is_immutable;
alter table billing_payment disable trigger payment_version;
update billing_payment b set found_by = concat_ws(' ', b.number, b.reference, p.name, o.number)
  from parties_customer c join parties_party p on p.id = c.party_id, billing_payment same
    left join sales_order o on o.id = same.order_id
  where c.id = b.customer_id and same.id = b.id;
alter table billing_payment enable trigger payment_is_immutable;
alter table billing_payment enable trigger payment_version;
"""
UNDO = """
drop trigger payment_found_by on billing_payment;
drop function billing_write_found_by();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_found_by"), ("parties", "0001_initial"), ("sales", "0001_initial")]
    operations = [migrations.RunSQL(WRITE, UNDO)]
