from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0004_order_search_ignores_case")]
    operations = [
        migrations.AddIndex(
            "order",
            models.Index(fields=["placed_at", "id"], name="order_held", condition=models.Q(held=True)),
        ),
    ]
