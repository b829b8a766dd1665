from django.db import migrations

FUNCTION = """
create or replace function fulfilment_write_found_by() returns trigger language plpgsql as $$
begin
  select {open}concat_ws(' ', new.number, o.number, o.customer_name, o.customer_po, new.tracking_number){close}
    into new.found_by from sales_order o where o.id = new.order_id;
  return new;
end $$;
alter table fulfilment_shipment disable trigger shipment_version;
update fulfilment_shipment set tracking_number = tracking_number;
alter table fulfilment_shipment enable trigger shipment_version;
"""


class Migration(migrations.Migration):
    dependencies = [("base", "0004_plain_text"), ("fulfilment", "0005_found_by")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(open="base_plain(", close=")"),
            FUNCTION.format(open="", close=""),
        )
    ]
