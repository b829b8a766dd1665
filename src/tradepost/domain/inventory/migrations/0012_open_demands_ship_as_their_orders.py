from django.db import migrations

_WHOLE = """update inventory_demand d set ship_complete = true from sales_order o
  where o.id = d.document_id and o.ship_complete and o.state = 'confirmed' and d.quantity > 0"""


class Migration(migrations.Migration):
    """What is open of orders that leave only when whole knows it; newer demands are told by their order."""

    dependencies = [
        ("inventory", "0011_warehouses_say_who_is_first"),
        ("sales", "0008_orders_say_how_they_ship"),
    ]
    operations = [migrations.RunSQL(_WHOLE, migrations.RunSQL.noop)]
