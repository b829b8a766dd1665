"""Why a whole file cannot be read."""

from tradepost.base.errors import Refusal


class Unreadable(Refusal):
    """The file is no table of ours, or it is made to do harm."""

    status = 422


class ColumnsMissing(Refusal):
    """Columns that are needed were not found; `facts["missing"]` names the fields."""

    status = 422
