from django.db import migrations, models


class Migration(migrations.Migration):
    """Orders and quotes say what a rule takes off them for their value; lines, of whose quota they take."""

    dependencies = [("pricing", "0005_discounts"), ("sales", "0013_lines_wish_lots")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="value_discount",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="order",
            name="value_discount_percent",
            field=models.DecimalField(db_default=0, decimal_places=4, default=0, max_digits=7),
        ),
        migrations.AddField(
            model_name="orderline",
            name="quota_row_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="quote",
            name="value_discount",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="quote",
            name="value_discount_percent",
            field=models.DecimalField(db_default=0, decimal_places=4, default=0, max_digits=7),
        ),
        migrations.AddIndex(
            model_name="orderline",
            index=models.Index(
                condition=models.Q(("quota_row_id__isnull", False)),
                fields=["quota_row_id"],
                name="line_by_quota",
            ),
        ),
    ]
