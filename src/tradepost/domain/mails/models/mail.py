from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tradepost.domain.mails.flows import RECIPIENT
from tradepost.domain.mails.rules import KIND_NAMES, LANGUAGES, SYSTEM
from tradepost.domain.parties.models import Customer, Party, Supplier


class Mail(models.Model):
    """What was said to somebody about a document, as it was said. `state` is that of its worst recipient.

    `subject_id` is the document (of a statement the customer), `number` what people call it. `warehouse_id` is
    that of the document, where it has one; inventory stands beside us, so there is no foreign key.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    subject_id = models.UUIDField(null=True)
    number = models.TextField(default="")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, related_name="+")
    warehouse_id = models.UUIDField(null=True)
    language = models.TextField(default="en")
    sender = models.TextField()
    reply_to = models.TextField(default="")
    title = models.TextField()
    text = models.TextField()
    message_id = models.TextField()
    state = models.TextField(default=RECIPIENT.initial)
    answer = models.TextField(default="")
    tries = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    sent_by_id = models.UUIDField(null=True)
    sent_by = models.TextField(default="")

    class Meta:
        db_table = "mails_mail"
        constraints = [
            models.UniqueConstraint(fields=["message_id"], name="message_id_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=[*KIND_NAMES, SYSTEM]), name="mail_kind"),
            models.CheckConstraint(condition=Q(state__in=RECIPIENT.states), name="mail_state"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="mail_language"),
            models.CheckConstraint(
                condition=Q(kind=SYSTEM) | Q(subject_id__isnull=False, party__isnull=False),
                name="mail_is_about_something",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="mail_by_age"),
            models.Index(fields=["subject_id", "made_at"], name="mail_by_subject"),
            models.Index(fields=["customer", "made_at"], name="mail_by_customer"),
            models.Index(
                fields=["made_at"],
                name="mail_open",
                condition=Q(state__in=["failed", "bounced"], settled_at__isnull=True),
            ),
            models.Index(fields=["made_at"], name="mail_waiting", condition=Q(state="queued")),
        ]


class Recipient(models.Model):
    """One address of a mail, and what became of it there; `answer` is what the last server said."""

    id = models.BigAutoField(primary_key=True)
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="recipients")
    address = models.TextField()
    name = models.TextField(default="")
    place = models.TextField(choices=[("to", "To"), ("cc", "Cc")], default="to")
    state = models.TextField(default=RECIPIENT.initial)
    answer = models.TextField(default="")
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "mails_recipient"
        constraints = [
            models.UniqueConstraint("mail", Lower("address"), name="one_recipient_per_address"),
            models.CheckConstraint(condition=Q(state__in=RECIPIENT.states), name="recipient_state"),
            models.CheckConstraint(condition=Q(place__in=["to", "cc"]), name="recipient_place"),
        ]
        indexes = [models.Index(Lower("address"), name="recipient_by_address")]


class MailFile(models.Model):
    """The paper that went with a mail, byte for byte: what the customer got is what we can show."""

    id = models.BigAutoField(primary_key=True)
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="files")
    name = models.TextField()
    media = models.TextField(default="application/pdf")
    size = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "mails_file"
