from django.db import models


class Answer(models.Model):
    """What was answered to a client-minted id or key, so that sending twice has one effect (I11).

    A row without `status` is a claim alone: of a command, or of a key whose answer was forgotten by now.
    """

    key = models.TextField(primary_key=True)
    fingerprint = models.TextField()
    status = models.IntegerField(null=True)
    body = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "base_answer"
        indexes = [
            models.Index(fields=["at"], name="answer_kept", condition=models.Q(status__isnull=False)),
        ]
