from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactorRole",
            fields=[
                ("role", models.TextField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
            ],
            options={
                "db_table": "access_factor_role",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "owner",
                                    "sales",
                                    "rep",
                                    "warehouse",
                                    "purchasing",
                                    "billing",
                                    "viewer",
                                    "buyer",
                                ],
                            )
                        ),
                        name="factor_role",
                    )
                ],
            },
        ),
    ]
