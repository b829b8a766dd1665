from django.db import migrations

GUARDS = """
create trigger shipment_version before update on fulfilment_shipment
  for each row execute function base_next_version();
"""
UNDO = "drop trigger shipment_version on fulfilment_shipment"


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
