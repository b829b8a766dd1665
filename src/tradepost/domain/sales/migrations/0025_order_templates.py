import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """What customers order again and again, kept under a name."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
        ("parties", "0011_why_orders_are_held"),
        ("sales", "0024_lines_keep_what_they_were_called"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderTemplate",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("note", models.TextField(default="")),
                ("lines_count", models.IntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.customer",
                    ),
                ),
            ],
            options={
                "db_table": "sales_order_template",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("customer"),
                        django.db.models.functions.text.Lower("name"),
                        name="one_order_template_per_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="order_template_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderTemplateLine",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=18)),
                ("unit", models.TextField(default="")),
                ("note", models.TextField(default="")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="sales.ordertemplate",
                    ),
                ),
            ],
            options={
                "db_table": "sales_order_template_line",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "position"), name="one_order_template_line_per_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("typed_quantity__gt", 0)), name="order_template_line_has_quantity"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create trigger order_template_version before update on sales_order_template "
            "for each row execute function base_next_version();",
            "drop trigger order_template_version on sales_order_template;",
        ),
    ]
