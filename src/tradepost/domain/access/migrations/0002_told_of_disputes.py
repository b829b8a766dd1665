from django.db import migrations, models

TOLD = [
    f"{happening}:{way}"
    for happening in ("mention", "mail_failed", "order_held", "dispute_given", "job_ended")
    for way in ("product", "mail")
]


class Migration(migrations.Migration):
    """People may be told that a dispute is theirs to care for."""

    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("user", "user_told"),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(condition=models.Q(("told__contained_by", TOLD)), name="user_told"),
        ),
    ]
