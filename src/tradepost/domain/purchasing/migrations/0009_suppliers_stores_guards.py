from django.db import migrations

GUARDS = """
create sequence base_number_store_delivery start 1000001;
create sequence base_number_store_withdrawal start 1000001;
create sequence base_number_store_statement start 1000001;
create trigger store_delivery_is_immutable before update or delete on purchasing_store_delivery
  for each row execute function base_refuse_change();
create trigger store_statement_is_immutable before update or delete on purchasing_store_statement
  for each row execute function base_refuse_change();
create trigger store_withdrawal_line_is_immutable before update or delete on purchasing_store_withdrawal_line
  for each row execute function base_refuse_change();
create trigger store_line_stays before delete on purchasing_store_line
  for each row execute function base_refuse_change();
create trigger store_line_is_immutable before update on purchasing_store_line for each row
  when ((old.id, old.delivery_id, old.position, old.warehouse_id, old.item_id, old.lot_id, old.quantity, old.came_on)
    is distinct from
    (new.id, new.delivery_id, new.position, new.warehouse_id, new.item_id, new.lot_id, new.quantity, new.came_on))
  execute function base_refuse_change();
create trigger store_withdrawal_stays before delete on purchasing_store_withdrawal
  for each row execute function base_refuse_change();
create trigger store_withdrawal_is_stated_once before update on purchasing_store_withdrawal for each row
  when (old.statement_id is not null or (old.id, old.number, old.kind, old.warehouse_id, old.supplier_id, old.note,
      old.lines_count, old.quantity, old.currency, old.rate, old.amount, old.value, old.left_on)
    is distinct from (new.id, new.number, new.kind, new.warehouse_id, new.supplier_id, new.note,
      new.lines_count, new.quantity, new.currency, new.rate, new.amount, new.value, new.left_on))
  execute function base_refuse_change();
"""
UNDO = """
drop trigger store_withdrawal_is_stated_once on purchasing_store_withdrawal;
drop trigger store_withdrawal_stays on purchasing_store_withdrawal;
drop trigger store_line_is_immutable on purchasing_store_line;
drop trigger store_line_stays on purchasing_store_line;
drop trigger store_withdrawal_line_is_immutable on purchasing_store_withdrawal_line;
drop trigger store_statement_is_immutable on purchasing_store_statement;
drop trigger store_delivery_is_immutable on purchasing_store_delivery;
drop sequence base_number_store_statement;
drop sequence base_number_store_withdrawal;
drop sequence base_number_store_delivery;
"""


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0008_suppliers_stores"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
