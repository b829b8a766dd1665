from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0004_plain_text")]
    operations = [
        migrations.AddField(model_name="eventrow", name="door", field=models.TextField(db_default="")),
    ]
