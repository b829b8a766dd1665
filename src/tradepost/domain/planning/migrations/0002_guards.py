from django.db import migrations

GUARDS = """
create trigger run_line_is_immutable before update or delete on planning_run_line
  for each row execute function base_refuse_change();
create trigger reorder_rule_version before update on planning_reorder_rule
  for each row execute function base_next_version();
"""
UNDO = """
drop trigger run_line_is_immutable on planning_run_line;
drop trigger reorder_rule_version on planning_reorder_rule;
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
