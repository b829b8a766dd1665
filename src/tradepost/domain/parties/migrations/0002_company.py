import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.UUIDField(default=uuid.UUID(int=1), primary_key=True, serialize=False)),
                ("name", models.TextField(default="")),
                ("address", models.TextField(default="")),
                ("country", models.TextField(default="")),
                ("tax_number", models.TextField(default="")),
                ("registration", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("website", models.TextField(default="")),
                ("bank_name", models.TextField(default="")),
                ("iban", models.TextField(default="")),
                ("bic", models.TextField(default="")),
                ("bank_lines", models.TextField(default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "parties_company",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", uuid.UUID(int=1))), name="one_company_row"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "create trigger company_counts_its_versions before update on parties_company "
            "for each row execute function base_next_version();",
            "drop trigger company_counts_its_versions on parties_company;",
        ),
    ]
