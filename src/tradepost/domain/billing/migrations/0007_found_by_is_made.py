from django.db import migrations

# A column that the database makes is not made yet when a trigger looks before the change: it is no difference.
FUNCTION = """
create or replace function billing_refuse_posted_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'invoices are never deleted; write a credit note' using errcode = 'integrity_constraint_violation';
  end if;
  if old.state = 'posted'
     and to_jsonb(old) - 'settled' - 'version'{made} is distinct from to_jsonb(new) - 'settled' - 'version'{made} then
    raise exception 'invoice % is posted and does not change; write a credit note', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0006_found_by_plain")]
    operations = [
        migrations.RunSQL(FUNCTION.format(made=" - 'found_by'"), FUNCTION.format(made="")),
    ]
