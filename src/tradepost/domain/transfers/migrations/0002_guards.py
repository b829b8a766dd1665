from django.db import migrations

GUARDS = """
create sequence base_number_transfer start 1000001;
create trigger transfer_version before update on transfers_transfer
  for each row execute function base_next_version();
create trigger discrepancy_version before update on transfers_discrepancy
  for each row execute function base_next_version();
"""
UNDO = """
drop trigger discrepancy_version on transfers_discrepancy;
drop trigger transfer_version on transfers_transfer;
drop sequence base_number_transfer;
"""


class Migration(migrations.Migration):
    dependencies = [("transfers", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
