from django.db import migrations, models


class Migration(migrations.Migration):
    """Lots that are preferred for a line, by hand."""

    dependencies = [("sales", "0012_lines_say_how_they_go")]
    operations = [
        migrations.AddField("orderline", "wished_lots", models.JSONField(default=list, db_default=[])),
    ]
