from django.db import migrations

FILL = """
alter table sales_order disable trigger order_version;
update sales_order o set unbilled_value = s.value from (
  select o.id, round(sum(l.net * o.rate * greatest(l.shipped - l.invoiced, 0) * (100 + l.tax_rate)
    / (100 * l.quantity)), 4) as value
  from sales_order o join sales_order_line l on l.order_id = o.id
  where o.open_value > 0 and o.shipped_total > o.invoiced_total group by o.id) s
where s.id = o.id and s.value > 0;
alter table sales_order enable trigger order_version;
"""


class Migration(migrations.Migration):
    """What confirmed orders count as shipped and not invoiced."""

    dependencies = [("sales", "0021_what_is_paid_before")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
