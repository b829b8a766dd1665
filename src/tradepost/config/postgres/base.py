"""The back end that `ENGINE` names; Django looks for it under this name."""

import select
from typing import Any

from django.db.backends.postgresql import base

from tradepost.config.postgres.arrays import ArrayDumper


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for two costs that every request would pay."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that writes arrays our way."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_dumper(list, ArrayDumper)
        return connection

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
