from django.db import migrations

GUARDS = """
create sequence base_number_landed_cost start 1000001;
create trigger landed_cost_is_immutable before update or delete on purchasing_landed_cost
  for each row execute function base_refuse_change();
create trigger landed_cost_line_is_immutable before update or delete on purchasing_landed_cost_line
  for each row execute function base_refuse_change();
"""
UNDO = """
drop trigger landed_cost_line_is_immutable on purchasing_landed_cost_line;
drop trigger landed_cost_is_immutable on purchasing_landed_cost;
drop sequence base_number_landed_cost;
"""


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0004_landed_costs"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
