from datetime import date

from tradepost.base.by import By
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.queries import AgeingRow


def ageing(by: By, on: date) -> list[AgeingRow]:
    """What the actor's customers owed at the end of a day, by days past due."""
    return billing_queries.ageing(on, by=by)
