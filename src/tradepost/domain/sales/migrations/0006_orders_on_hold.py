from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0005_found_by")]
    operations = [
        migrations.AddIndex(
            "order",
            models.Index(fields=["placed_at", "id"], name="order_held", condition=models.Q(held=True)),
        ),
    ]
