"""The settings under which tests run, whatever the environment says."""

import os

KEPT = {"TRADEPOST_SHARED", "TRADEPOST_CHROMIUM", "TRADEPOST_POSTGRES_BIN"}

for _name in list(os.environ):
    if (_name.startswith("TRADEPOST_") or _name in {"DATABASE_URL", "SECRET_KEY"}) and _name not in KEPT:
        del os.environ[_name]
os.environ["TRADEPOST_ENV"] = "test"

from tradepost.config.settings import *  # noqa: E402, F403

PRIVATE_SERVER = None
"""A command that a test runs never starts the server of the checkout: the test run has its own."""
