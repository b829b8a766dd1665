from django.db import migrations


class Migration(migrations.Migration):
    """Months that were summed before places were are named anew: the worker sums them, and until then moves are read."""

    dependencies = [("inventory", "0021_months_are_summed_by_place")]
    operations = [migrations.RunSQL("delete from inventory_stock_month", migrations.RunSQL.noop)]
