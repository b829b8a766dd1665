from django.db import migrations, models

HAPPENINGS = ["mention", "mail_failed", "order_held", "dispute_given", "job_ended"]


class Migration(migrations.Migration):
    """Notices of disputes that are somebody's to care for."""

    dependencies = [("notes", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("notice", "notice_happening"),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=models.Q(("happening__in", HAPPENINGS)), name="notice_happening"
            ),
        ),
        migrations.RunSQL(
            migrations.RunSQL.noop, "delete from notes_notice where happening = 'dispute_given'"
        ),
    ]
