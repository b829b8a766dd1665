from django.db import migrations

GUARDS = """
create trigger calendar_version before update on delivery_calendar
  for each row execute function base_next_version();
create trigger carrier_version before update on delivery_carrier
  for each row execute function base_next_version();
create trigger warehouse_days_version before update on delivery_warehouse_days
  for each row execute function base_next_version();
"""
UNDO = """
drop trigger warehouse_days_version on delivery_warehouse_days;
drop trigger carrier_version on delivery_carrier;
drop trigger calendar_version on delivery_calendar;
"""


class Migration(migrations.Migration):
    """Changes are counted."""

    dependencies = [("delivery", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
