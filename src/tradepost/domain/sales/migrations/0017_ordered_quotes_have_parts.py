from django.db import migrations

# Until now a quote was ordered whole: its order took all of every line.
PARTS = """
update sales_quote_line l set ordered = l.quantity
from sales_quote q where q.id = l.quote_id and q.state = 'ordered';
insert into sales_quote_part (id, line_id, order_id, quantity)
select gen_random_uuid(), l.id, o.id, l.quantity
from sales_quote q join sales_order o on o.quote_id = q.id join sales_quote_line l on l.quote_id = q.id
where q.state = 'ordered';
"""
UNDO = """
delete from sales_quote_part;
update sales_quote_line set ordered = 0 where ordered > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0016_quotes_are_ordered_in_parts")]
    operations = [migrations.RunSQL(PARTS, UNDO)]
