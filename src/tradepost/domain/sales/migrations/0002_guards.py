from django.db import migrations

GUARDS = """
create trigger order_version before update on sales_order
  for each row execute function base_next_version();
"""
UNDO = "drop trigger order_version on sales_order"


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
