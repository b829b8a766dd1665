from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command


@command
def sum_up_anew(by: By) -> None:
    """Trust none of the sums any more; `sum_up` and `keep_levels` make them again.

    Until then reports read the rows, and the ends of months are not told.
    """
    sql.run("delete from reports_level")
    sql.run("update reports_summing set since = null, moved_at = %s where id = 1", [by.now])
