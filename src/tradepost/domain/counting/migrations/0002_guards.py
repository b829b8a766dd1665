from django.db import migrations

GUARDS = """
create sequence base_number_count start 1000001;
create trigger count_version before update on counting_count
  for each row execute function base_next_version();
create trigger count_entry_is_immutable before update or delete on counting_entry
  for each row execute function base_refuse_change();
"""
UNDO = """
drop trigger count_entry_is_immutable on counting_entry;
drop trigger count_version on counting_count;
drop sequence base_number_count;
"""


class Migration(migrations.Migration):
    dependencies = [("counting", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
