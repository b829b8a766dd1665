from django.db import migrations

# Every invoice that stands is due on one day.
FILL = """
insert into accounts_due (document_id, part, party_id, due_on, currency, amount, upto, settled)
select id, 1, customer_id, due_on, currency, total, total, settled from billing_invoice
where kind = 'invoice' and state = 'posted' and total > 0
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_accounts_are_held_again"), ("billing", "0001_initial")]
    operations = [migrations.RunSQL(FILL, "delete from accounts_due")]
