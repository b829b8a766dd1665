from django.db import migrations


class Migration(migrations.Migration):
    """One that is not empty, as something came while its item became a kit, is left: `tradepost verify` tells it."""

    dependencies = [("inventory", "0023_positions_know_kits")]
    operations = [
        migrations.RunSQL(
            """update inventory_position p set is_kit = true
               where item_id in (select kit_id from catalog_kit_part)
                 and (on_hand, unsellable, promised, incoming, backordered, value) = (0, 0, 0, 0, 0, 0)""",
            "update inventory_position set is_kit = false where is_kit",
        )
    ]
