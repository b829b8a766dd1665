from django.db import migrations

GUARDS = """
create trigger return_version before update on returns_return
  for each row execute function base_next_version();
"""
UNDO = "drop trigger return_version on returns_return"


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
