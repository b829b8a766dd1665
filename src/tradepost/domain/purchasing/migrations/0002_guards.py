from django.db import migrations

GUARDS = """
create trigger receipt_line_is_immutable before update or delete on purchasing_receipt_line
  for each row execute function base_refuse_change();
create trigger supplier_item_version before update on purchasing_supplier_item
  for each row execute function base_next_version();
create trigger purchase_order_version before update on purchasing_purchase_order
  for each row execute function base_next_version();
create trigger receipt_version before update on purchasing_receipt
  for each row execute function base_next_version();
create trigger variance_version before update on purchasing_variance
  for each row execute function base_next_version();
"""
UNDO = """
drop trigger receipt_line_is_immutable on purchasing_receipt_line;
drop trigger supplier_item_version on purchasing_supplier_item;
drop trigger purchase_order_version on purchasing_purchase_order;
drop trigger receipt_version on purchasing_receipt;
drop trigger variance_version on purchasing_variance;
"""


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0001_initial"), ("base", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
