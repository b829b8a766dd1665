from django.db import models

from tradepost.base.history import with_history
from tradepost.domain.accounts.rules import CHART, Ledger


class Entry(models.Model):
    """One happening in money; its postings sum to zero (I8). Never changed (I5).

    `rate` is base currency per unit of `currency` on the day.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    subject_id = models.UUIDField()
    posted_on = models.DateField()
    currency = models.TextField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_entry"
        indexes = [
            models.Index(fields=["subject_id"], name="entry_by_subject"),
            models.Index(fields=["posted_on", "id"], name="entry_by_day"),
        ]


class Posting(models.Model):
    """One line of an entry: debit above 0, credit below; in the document's and in base currency.

    `account` is a code of the fixed chart (rules.CHART).
    """

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.TextField()
    party_id = models.UUIDField(null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    base_amount = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "accounts_posting"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__in=[str(code) for code in CHART]), name="account_is_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["party_id", "account", "id"],
                name="posting_by_party",
                condition=models.Q(party_id__isnull=False),
            )
        ]

    @property
    def account_name(self) -> str:
        """The account's name in the chart."""
        return CHART[Ledger(self.account)][0]


class PartyBalance(models.Model):
    """What one customer owes or one supplier is owed: the sum of their postings, in base currency."""

    id = models.BigAutoField(primary_key=True)
    account = models.TextField()
    party_id = models.UUIDField()
    balance = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "accounts_party_balance"
        constraints = [models.UniqueConstraint(fields=["party_id", "account"], name="one_balance_per_party")]


class Due(models.Model):
    """What of an invoice is to be paid when: one row, or one for each instalment. In the invoice's currency.

    `upto` is all that is due by then of the document, this part included; `settled` is how much of the document is
    paid or credited, the same in each of its rows: what is paid first is what was due first.
    """

    id = models.BigAutoField(primary_key=True)
    document_id = models.UUIDField()
    part = models.IntegerField()
    party_id = models.UUIDField()
    due_on = models.DateField()
    currency = models.TextField()
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    upto = models.DecimalField(max_digits=18, decimal_places=4)
    settled = models.DecimalField(max_digits=18, decimal_places=4, default=0)

    class Meta:
        db_table = "accounts_due"
        constraints = [
            models.UniqueConstraint(fields=["document_id", "part"], name="one_due_per_part"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="due_above_zero"),
            models.CheckConstraint(condition=models.Q(upto__gte=models.F("amount")), name="due_upto_adds_up"),
        ]
        indexes = [
            models.Index(
                fields=["party_id", "due_on"],
                name="due_open",
                condition=models.Q(settled__lt=models.F("upto")),
            ),
        ]


@with_history("accounts_rate_history")
class Rate(models.Model):
    """Base currency per unit of a currency from a day on."""

    id = models.BigAutoField(primary_key=True)
    currency = models.TextField()
    valid_from = models.DateField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)

    class Meta:
        db_table = "accounts_rate"
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_from"], name="one_rate_per_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_above_zero"),
        ]


class Period(models.Model):
    """The one row that says up to which day the books are closed (that day still open)."""

    id = models.IntegerField(primary_key=True, default=1)
    open_from = models.DateField(null=True)

    class Meta:
        db_table = "accounts_period"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_period_row")]
