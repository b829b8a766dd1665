from collections.abc import Iterator

from tradepost.base import sql, storage
from tradepost.base.record import Difference


def differences() -> Iterator[Difference]:
    """I15: every customer and supplier has the fact of its making on the change feed; our logo has its contents."""
    for table, name, word in (
        ("parties_customer", "parties.customer_created", "customer"),
        ("parties_supplier", "parties.supplier_created", "supplier"),
    ):
        silent = sql.differing(
            f"""select t.number from {table} t
                where not exists (select from base_event e where e.subject_id = t.id and e.name = %s)
                order by t.number""",  # noqa: S608 our own tables
            [name],
        )
        for (number,) in silent:
            yield Difference("I15", f"{word} {number}", f"the event {name}", "1", "0")
    for (digest,) in sql.differing("select logo from parties_company where logo <> ''"):
        if not storage.size_of(digest):
            yield Difference("I15", "our company's logo", "its contents in the storage", "1", "0")
