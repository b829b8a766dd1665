from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("purchasing", "0005_landed_costs_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="variance",
            name="reason",
            field=models.TextField(db_default="", default=""),
        ),
    ]
