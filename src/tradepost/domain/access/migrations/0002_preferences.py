from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="density",
            field=models.TextField(default="comfortable"),
        ),
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="user",
            name="letters",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="user",
            name="start_page",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="user",
            name="theme",
            field=models.TextField(default="system"),
        ),
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.TextField(default=""),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("theme__in", ["system", "light", "dark"])), name="user_theme"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("density__in", ["comfortable", "compact"])), name="user_density"
            ),
        ),
    ]
