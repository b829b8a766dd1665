"""The back end that `ENGINE` names; Django looks for it under this name."""

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper

from tradepost.config.postgres.arrays import ArrayDumper
from tradepost.config.postgres.numbered import NumberedCursor

MOST_KEPT = 300
MOST_ROWS = 200


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for three costs that every request would pay."""

    _kept: dict[str, CursorWrapper]
    _kept_of: object = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that writes arrays our way."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_dumper(list, ArrayDumper)
        return connection

    def cursor_for(self, statement: str) -> CursorWrapper:
        """The cursor that ran this very text on this connection before, else a new one, which is kept.

        It knows already how such values are written and such rows are read; to make it and learn that anew took a
        tenth of placing an order. Whoever asks reads the rows at once, and lets go of many.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self.queries_logged:
            return self.cursor()
        if self._kept_of is not self.connection or len(self._kept) >= MOST_KEPT:
            self._kept_of, self._kept = self.connection, {}
        found = self._kept.get(statement)
        if found is None:
            found = self._kept[statement] = self._numbered_cursor()
        return found

    def _numbered_cursor(self) -> CursorWrapper:
        with self.wrap_database_errors:
            return CursorWrapper(NumberedCursor(self.connection), self)

    def let_go(self, statement: str, rows: int) -> None:
        """Many rows are not held in memory until the statement runs again."""
        if rows > MOST_ROWS:
            self._kept.pop(statement, None)

    def is_usable(self) -> bool:
        """Whether a kept connection still lives, without a trip to the server.

        A live one at rest has nothing to say. When there is something to read, it may be the server's good-bye
        (a restart, a failover): then the server is asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())
