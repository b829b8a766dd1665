"""For which reasons orders are held by themselves, in words."""

from django.utils.translation import gettext_lazy as _

HOLD_RULES = [
    ("credit", _("Over the credit limit")),
    ("overdue", _("An invoice is overdue too long")),
    ("deposit", _("A deposit or prepayment is not paid")),
    ("po", _("Their own order number is missing, where they need one")),
    ("price", _("More was given by hand than may be")),
    ("stock", _("Part of it has no supply")),
    ("address", _("The address it goes to is not whole")),
    ("fraud", _("Fraud rule: a large first order, or goods and bill to different countries")),
]
