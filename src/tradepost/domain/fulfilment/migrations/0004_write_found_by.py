from django.db import migrations

WRITE = """
create function fulfilment_write_found_by() returns trigger language plpgsql as $$
begin
  select concat_ws(' ', new.number, o.number, o.customer_name, o.customer_po, new.tracking_number)
    into new.found_by from sales_order o where o.id = new.order_id;
  return new;
end $$;
create trigger shipment_found_by before insert or update of tracking_number on fulfilment_shipment
  for each row execute function fulfilment_write_found_by();
alter table fulfilment_shipment disable trigger shipment_version;
update fulfilment_shipment set tracking_number = tracking_number;
alter table fulfilment_shipment enable trigger shipment_version;
"""
UNDO = """
drop trigger shipment_found_by on fulfilment_shipment;
drop function fulfilment_write_found_by();
"""


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0003_found_by"), ("sales", "0001_initial")]
    operations = [migrations.RunSQL(WRITE, UNDO)]
