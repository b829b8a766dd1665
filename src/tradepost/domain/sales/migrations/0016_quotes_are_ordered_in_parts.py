import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A quote may become several orders: what each took of a line is a row."""

    dependencies = [("sales", "0015_quotes_have_options")]

    operations = [
        migrations.CreateModel(
            name="QuotePart",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("quantity", models.BigIntegerField()),
            ],
            options={
                "db_table": "sales_quote_part",
            },
        ),
        migrations.AlterField(
            model_name="order",
            name="quote_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("quote_id__isnull", False)), fields=["quote_id"], name="order_by_quote"
            ),
        ),
        migrations.AddField(
            model_name="quotepart",
            name="line",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="sales.quoteline",
            ),
        ),
        migrations.AddField(
            model_name="quotepart",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sales.order"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotepart",
            constraint=models.UniqueConstraint(fields=("line", "order"), name="one_part_per_line_and_order"),
        ),
        migrations.AddConstraint(
            model_name="quotepart",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="quote_part_has_quantity"
            ),
        ),
    ]
