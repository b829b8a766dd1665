"""Human numbers: cheap series that may have gaps, and gapless ones that wait for each other."""

from tradepost.base import sql

PREFIXES = {
    "order": "SO-",
    "quote": "Q-",
    "blanket": "BO-",
    "shipment": "SH-",
    "purchase_order": "PO-",
    "receipt": "GR-",
    "landed_cost": "LC-",
    "store_delivery": "SD-",
    "store_withdrawal": "SW-",
    "store_statement": "ST-",
    "payment": "PAY-",
    "return": "RMA-",
    "dispute": "DSP-",
    "count": "CNT-",
    "correction": "COR-",
    "transfer": "TRF-",
    "customer": "C-",
    "supplier": "S-",
    "sscc": "",
}


def cheap_numbers(kind: str, count: int = 1) -> list[str]:
    """`count` fresh numbers of a kind from its database sequence; a rolled back one leaves a gap."""
    found = sql.rows(
        f"select nextval('base_number_{kind}') from generate_series(1, %s)",  # noqa: S608 kind is ours
        [count],
    )
    return [f"{PREFIXES[kind]}{value}" for (value,) in found]


def gapless_number(series: str, prefix: str) -> str:
    """The next number of a series without gaps; others wait until this transaction ends."""
    return gapless_numbers(series, prefix, 1)[0]


def gapless_numbers(series: str, prefix: str, count: int) -> list[str]:
    """The next `count` numbers of a series without gaps; others wait until this transaction ends."""
    found = sql.one(
        """insert into base_number_sequence (name, prefix, next_value) values (%s, %s, 1 + %s::bigint)
           on conflict (name) do update set next_value = base_number_sequence.next_value + %s::bigint
           returning prefix, next_value""",
        [series, prefix, count, count],
    )
    assert found is not None
    series_prefix, after = found
    return [f"{series_prefix}{number:06d}" for number in range(after - count, after)]
