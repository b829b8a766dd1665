from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mails", "0002_new_dates_are_mailed")]
    operations = [ValidateConstraint("mail", "mail_kind"), ValidateConstraint("template", "template_kind")]
