from django.db import migrations

# I5: a posted document never changes, but for its counters; a match is corrected by a reversing row.
GUARDS = """
create function billing_refuse_posted_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'invoices are never deleted; write a credit note' using errcode = 'integrity_constraint_violation';
  end if;
  if old.state = 'posted'
     and to_jsonb(old) - 'settled' - 'version' is distinct from to_jsonb(new) - 'settled' - 'version' then
    raise exception 'invoice % is posted and does not change; write a credit note', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger invoice_is_immutable before update or delete on billing_invoice
  for each row execute function billing_refuse_posted_change();
create trigger invoice_version before update on billing_invoice
  for each row execute function base_next_version();

create function billing_refuse_line_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - 'credited' - 'reopened' = to_jsonb(new) - 'credited' - 'reopened' then
    return new;
  end if;
  raise exception 'invoice lines never change; write a credit note' using errcode = 'integrity_constraint_violation';
end $$;
create trigger invoice_line_is_immutable before update or delete on billing_invoice_line
  for each row execute function billing_refuse_line_change();
create trigger invoice_tax_is_immutable before update or delete on billing_invoice_tax
  for each row execute function base_refuse_change();

create function billing_refuse_late_rows() returns trigger language plpgsql as $$
begin
  if exists (select 1 from (select distinct invoice_id from added) a
             join billing_invoice i on i.id = a.invoice_id where i.state = 'posted') then
    raise exception 'a posted invoice gets no more lines' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger posted_invoice_gets_no_lines after insert on billing_invoice_line
  referencing new table as added for each statement execute function billing_refuse_late_rows();
create trigger posted_invoice_gets_no_tax after insert on billing_invoice_tax
  referencing new table as added for each statement execute function billing_refuse_late_rows();

create function billing_refuse_payment_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - 'allocated' - 'version' = to_jsonb(new) - 'allocated' - 'version' then
    return new;
  end if;
  raise exception 'payments never change' using errcode = 'integrity_constraint_violation';
end $$;
create trigger payment_is_immutable before update or delete on billing_payment
  for each row execute function billing_refuse_payment_change();
create trigger payment_version before update on billing_payment
  for each row execute function base_next_version();

create trigger allocation_is_immutable before update or delete on billing_allocation
  for each row execute function base_refuse_change();
"""
UNDO = """
drop trigger allocation_is_immutable on billing_allocation;
drop trigger payment_version on billing_payment;
drop trigger payment_is_immutable on billing_payment;
drop function billing_refuse_payment_change();
drop trigger posted_invoice_gets_no_tax on billing_invoice_tax;
drop trigger posted_invoice_gets_no_lines on billing_invoice_line;
drop function billing_refuse_late_rows();
drop trigger invoice_tax_is_immutable on billing_invoice_tax;
drop trigger invoice_line_is_immutable on billing_invoice_line;
drop function billing_refuse_line_change();
drop trigger invoice_version on billing_invoice;
drop trigger invoice_is_immutable on billing_invoice;
drop function billing_refuse_posted_change();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
