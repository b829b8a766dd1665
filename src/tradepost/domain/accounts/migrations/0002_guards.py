from django.db import migrations

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
    operations = [migrations.RunSQL(GUARDS, UNDO)]
