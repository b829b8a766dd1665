from tradepost.domain.imports.queries.imports import (
    IMPORTS,
    Counts,
    contents_of,
    counts_of,
    differences,
    examples,
    import_by_id,
    import_of,
    kinds_of,
    may_bring,
    remembered_columns,
)
from tradepost.domain.imports.queries.rows import (
    ROWS,
    examples_that_stay,
    numbers_kept,
    rows_to_take_back,
    taken_back,
)

__all__ = [
    "IMPORTS",
    "ROWS",
    "Counts",
    "contents_of",
    "counts_of",
    "differences",
    "examples",
    "examples_that_stay",
    "import_by_id",
    "import_of",
    "kinds_of",
    "may_bring",
    "numbers_kept",
    "remembered_columns",
    "rows_to_take_back",
    "taken_back",
]
