from django.db import models


class Answer(models.Model):
    """What was answered to a client-minted id or key, so that sending twice has one effect (I11)."""

    key = models.TextField(primary_key=True)
    fingerprint = models.TextField()
    status = models.IntegerField(null=True)
    body = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "base_answer"
