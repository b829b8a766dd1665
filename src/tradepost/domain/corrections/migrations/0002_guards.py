from django.db import migrations

GUARDS = """
create sequence base_number_correction start 1000001;
create trigger correction_version before update on corrections_correction
  for each row execute function base_next_version();
create trigger reason_version before update on corrections_reason
  for each row execute function base_next_version();
"""
UNDO = """
drop trigger reason_version on corrections_reason;
drop trigger correction_version on corrections_correction;
drop sequence base_number_correction;
"""


class Migration(migrations.Migration):
    dependencies = [("corrections", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
