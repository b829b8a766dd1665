"""The settings under which tests run, whatever the environment says."""

import os

for _name in [
    name for name in os.environ if name.startswith("TRADEPOST_") or name in {"DATABASE_URL", "SECRET_KEY"}
]:
    if _name not in {
        "TRADEPOST_SHARED",
        "TRADEPOST_CHROMIUM",
        "TRADEPOST_TEST_RUN",
        "TRADEPOST_POSTGRES_BIN",
    }:
        del os.environ[_name]
os.environ["TRADEPOST_ENV"] = "test"

from tradepost.config.settings import *  # noqa: E402, F403
