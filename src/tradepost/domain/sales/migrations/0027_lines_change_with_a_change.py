from django.db import migrations

# I13: a confirmed line has another price, or more of it, only where the transaction wrote a change of its order. A part
# of a line may become a line of its own as before.
GUARDS = """
create or replace function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id)
     and ((old.unit_price, old.discount_percent, old.tax_rate)
            is distinct from (new.unit_price, new.discount_percent, new.tax_rate)
          or new.quantity >= old.quantity)
     and not exists (select from sales_change_set c
       where c.order_id = old.order_id and c.transaction = pg_current_xact_id()::text::bigint) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger change_set_is_kept before delete on sales_change_set
  for each row execute function base_refuse_change();
create trigger change_set_stays before update on sales_change_set for each row
  when ((old.id, old.order_id, old.number, old.reason, old.made_at, old.made_by,
         old.transaction, old.net_before, old.total_before, old.net_after, old.total_after, old.proposals,
         old.wants_word)
        is distinct from
        (new.id, new.order_id, new.number, new.reason, new.made_at, new.made_by,
         new.transaction, new.net_before, new.total_before, new.net_after, new.total_after, new.proposals,
         new.wants_word)
        or old.word_on is not null)
  execute function base_refuse_change();
create trigger change_operation_stays before update or delete on sales_change_operation
  for each row execute function base_refuse_change();
"""
UNDO = """
drop trigger change_operation_stays on sales_change_operation;
drop trigger change_set_stays on sales_change_set;
drop trigger change_set_is_kept on sales_change_set;
create or replace function sales_refuse_repricing() returns trigger language plpgsql as $$
begin
  if (select state not in ('draft', 'submitted') from sales_order where id = old.order_id)
     and ((old.unit_price, old.discount_percent, old.tax_rate)
            is distinct from (new.unit_price, new.discount_percent, new.tax_rate)
          or new.quantity >= old.quantity) then
    raise exception 'the price and quantity of a confirmed line are firm' using errcode = 'check_violation';
  end if;
  return new;
end $$;
"""


class Migration(migrations.Migration):
    """The guard of firm lines asks for a change; changes are kept as they were made."""

    dependencies = [("sales", "0026_changes_of_confirmed_orders"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
