from django.db import migrations

CHART = """
insert into accounts_account (code, name, kind) values
  ('1000', 'Cash and bank', 'asset'),
  ('1200', 'Receivable from customers', 'asset'),
  ('1400', 'Stock', 'asset'),
  ('2100', 'Payable to suppliers', 'liability'),
  ('2150', 'Received, not billed yet', 'liability'),
  ('2200', 'Tax on sales', 'liability'),
  ('3000', 'Opening balances', 'equity'),
  ('4000', 'Sales', 'revenue'),
  ('4100', 'Freight charged', 'revenue'),
  ('5000', 'Cost of goods sold', 'expense'),
  ('5900', 'Stock lost and found', 'expense'),
  ('5950', 'Purchase price variance', 'expense'),
  ('5990', 'Rounding of currencies', 'expense');
"""

# I8: one statement writes all postings of an entry, so the sum can be guarded per statement.
GUARDS = """
create function accounts_refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (select 1 from added group by entry_id having sum(amount) <> 0 or sum(base_amount) <> 0) then
    raise exception 'the postings of an entry must sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger entries_balance after insert on accounts_posting
  referencing new table as added for each statement execute function accounts_refuse_unbalanced();
create trigger entry_is_immutable before update or delete on accounts_entry
  for each row execute function base_refuse_change();
create trigger posting_is_immutable before update or delete on accounts_posting
  for each row execute function base_refuse_change();
"""
UNDO = """
drop trigger posting_is_immutable on accounts_posting;
drop trigger entry_is_immutable on accounts_entry;
drop trigger entries_balance on accounts_posting;
drop function accounts_refuse_unbalanced();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("base", "0001_initial")]
    operations = [
        migrations.RunSQL(CHART, "delete from accounts_account"),
        migrations.RunSQL(GUARDS, UNDO),
    ]
