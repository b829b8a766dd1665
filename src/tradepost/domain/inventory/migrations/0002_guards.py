from django.db import migrations

GUARDS = """
create trigger posting_is_immutable before update or delete on inventory_posting
  for each row execute function base_refuse_change();
create trigger move_is_immutable before update or delete on inventory_move
  for each row execute function base_refuse_change();
create trigger warehouse_version before update on inventory_warehouse
  for each row execute function base_next_version();
"""
UNDO = """
drop trigger posting_is_immutable on inventory_posting;
drop trigger move_is_immutable on inventory_move;
drop trigger warehouse_version on inventory_warehouse;
"""


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
