from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command


@command
def sum_up_anew(by: By) -> None:
    """Trust none of the sums any more; `sum_up` makes them again. Until then reports read the rows."""
    sql.run("update reports_summing set since = null, moved_at = %s where id = 1", [by.now])
