"""What a price or a rule is for, in columns `item`, `category` and `brand`."""

from django.db.models import Q

AT_MOST_ONE_SUBJECT = (
    Q(item__isnull=True, category__isnull=True)
    | Q(item__isnull=True, brand__isnull=True)
    | Q(category__isnull=True, brand__isnull=True)
)
"""None of them: all goods."""
ONE_SUBJECT = (
    Q(item__isnull=False, category__isnull=True, brand__isnull=True)
    | Q(item__isnull=True, category__isnull=False, brand__isnull=True)
    | Q(item__isnull=True, category__isnull=True, brand__isnull=False)
)
