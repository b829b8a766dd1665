from django.db import migrations, models


class Migration(migrations.Migration):
    """An order knows the one it was split from, and the one it went into."""

    dependencies = [("sales", "0004_standing_orders")]

    operations = [
        migrations.AddField(model_name="order", name="split_from_id", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="order", name="merged_into_id", field=models.UUIDField(null=True)),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("split_from_id__isnull", False)),
                fields=["split_from_id"],
                name="order_by_split",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("merged_into_id__isnull", False)),
                fields=["merged_into_id"],
                name="order_by_merge",
            ),
        ),
    ]
