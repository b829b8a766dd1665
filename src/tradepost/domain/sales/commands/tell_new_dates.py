from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid
from tradepost.domain.sales.commands._told import Days, tell


@command
def tell_new_dates(by: By, *, days: Days, reason: str) -> None:
    """The customer knows these days otherwise, or need not: they are the told days now, without a mail.

    Raises Invalid, NothingToTell, MovedAgain.
    """
    if not reason.strip():
        raise Invalid("Say how the customer knows, or why nobody tells.", fields={"reason": "Say why."})
    tell(by, days, reason=reason.strip())
