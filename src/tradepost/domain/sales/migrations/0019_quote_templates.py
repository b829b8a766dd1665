import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """Quotes of nobody, kept to begin others with."""

    dependencies = [("catalog", "0005_items_are_costed"), ("sales", "0018_words_of_quotes")]

    operations = [
        migrations.CreateModel(
            name="QuoteTemplate",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("valid_days", models.IntegerField(default=30)),
                ("note", models.TextField(default="")),
                ("terms_text", models.TextField(default="")),
                ("lines_count", models.IntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "sales_quote_template",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="one_quote_template_per_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="quote_template_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_days__gte", 0), ("valid_days__lte", 3650)),
                        name="quote_template_lasts_some_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteTemplateLine",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=18)),
                ("unit", models.TextField(default="")),
                ("unit_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ("discount_percent", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("section", models.TextField(default="")),
                ("kind", models.TextField(default="firm")),
                ("choice", models.TextField(default="")),
                ("note", models.TextField(default="")),
            ],
            options={
                "db_table": "sales_quote_template_line",
            },
        ),
        migrations.AddField(
            model_name="quotetemplateline",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
            ),
        ),
        migrations.AddField(
            model_name="quotetemplateline",
            name="template",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="sales.quotetemplate",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotetemplateline",
            constraint=models.UniqueConstraint(
                fields=("template", "position"), name="one_template_line_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotetemplateline",
            constraint=models.CheckConstraint(
                condition=models.Q(("typed_quantity__gt", 0)), name="template_line_has_quantity"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotetemplateline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("firm", "optional", "alternative"))),
                name="template_line_kind_is_known",
            ),
        ),
        migrations.RunSQL(
            "create trigger quote_template_version before update on sales_quote_template "
            "for each row execute function base_next_version();",
            "drop trigger quote_template_version on sales_quote_template;",
        ),
    ]
