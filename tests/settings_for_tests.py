"""The settings under which tests run, whatever the environment says."""

import os
import tempfile
from pathlib import Path

KEPT = {"TRADEPOST_SHARED", "TRADEPOST_CHROMIUM", "TRADEPOST_POSTGRES_BIN"}

for _name in list(os.environ):
    if (_name.startswith("TRADEPOST_") or _name in {"DATABASE_URL", "SECRET_KEY"}) and _name not in KEPT:
        del os.environ[_name]
os.environ["TRADEPOST_ENV"] = "test"

from tradepost.config.settings import *  # noqa: E402, F403

_FILES = tempfile.TemporaryDirectory(prefix="tradepost-files-")
MEDIA_ROOT = Path(_FILES.name)
"""What a test keeps goes with its process."""

PRIVATE_SERVER = None
"""A command that a test runs never starts the server of the checkout: the test run has its own."""

DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 1  # noqa: F405
"""Tests ask the same of a few rows, again and again: planned once is enough, also what people ask of lists."""

STATICFILES_DIRS = [("axe", Path(__file__).resolve().parents[1] / "node_modules" / "axe-core")]
"""From its own address a browser takes it once; handed over with each page, half a megabyte costs more than axe."""

WHITENOISE_AUTOREFRESH = True
"""Else each client of a test looks through all static files before its first page."""
