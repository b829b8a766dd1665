from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

KINDS = (
    "quote",
    "order",
    "shipment",
    "invoice",
    "credit_note",
    "statement",
    "purchase_order",
    "return",
    "new_dates",
)


class Migration(migrations.Migration):
    """What stands was held by the narrower constraint: it is read in the next step, where nobody waits for it."""

    dependencies = [("mails", "0001_initial"), ("parties", "0005_logo")]
    operations = [
        migrations.RemoveConstraint("mail", "mail_kind"),
        migrations.RemoveConstraint("template", "template_kind"),
        AddConstraintNotValid(
            "mail", models.CheckConstraint(condition=models.Q(kind__in=[*KINDS, "system"]), name="mail_kind")
        ),
        AddConstraintNotValid(
            "template", models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="template_kind")
        ),
    ]
