from django.db import migrations, models


class Migration(migrations.Migration):
    """Terms that are kept per language, and the reasons why quotes are declined."""

    dependencies = [("base", "0001_initial"), ("sales", "0017_ordered_quotes_have_parts")]

    operations = [
        migrations.CreateModel(
            name="LostReason",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("is_open", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "sales_lost_reason",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9_]{1,20}$")), name="lost_code_is_plain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="lost_reason_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsText",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("language", models.TextField()),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "sales_terms_text",
                "constraints": [
                    models.UniqueConstraint(fields=("name", "language"), name="one_terms_text_per_language"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="terms_text_says_something",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create trigger terms_text_version before update on sales_terms_text "
            "for each row execute function base_next_version();",
            "drop trigger terms_text_version on sales_terms_text;",
        ),
        migrations.RunSQL(
            "create trigger lost_reason_version before update on sales_lost_reason "
            "for each row execute function base_next_version();",
            "drop trigger lost_reason_version on sales_lost_reason;",
        ),
    ]
