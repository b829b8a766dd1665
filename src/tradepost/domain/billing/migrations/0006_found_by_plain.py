from django.db import migrations

FUNCTION = """
create or replace function billing_write_found_by() returns trigger language plpgsql as $$
begin
  select {open}concat_ws(' ', new.number, new.reference, p.name,
                   (select o.number from sales_order o where o.id = new.order_id)){close}
    into new.found_by
    from parties_customer c join parties_party p on p.id = c.party_id where c.id = new.customer_id;
  return new;
end $$;
alter table billing_payment disable trigger payment_is_immutable;
alter table billing_payment disable trigger payment_version;
update billing_payment b set found_by = {open}concat_ws(' ', b.number, b.reference, p.name, o.number){close}
  from parties_customer c join parties_party p on p.id = c.party_id, billing_payment same
    left join sales_order o on o.id = same.order_id
  where c.id = b.customer_id and same.id = b.id;
alter table billing_payment enable trigger payment_is_immutable;
alter table billing_payment enable trigger payment_version;
"""


class Migration(migrations.Migration):
    dependencies = [("base", "0004_plain_text"), ("billing", "0005_found_by")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(open="base_plain(", close=")"),
            FUNCTION.format(open="", close=""),
        )
    ]
