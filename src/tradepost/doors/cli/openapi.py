"""The description of the API (OpenAPI 3.1), as docs/api/openapi.json has it.

examples:
  tradepost openapi > docs/api/openapi.json
  tradepost openapi --check docs/api/openapi.json
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tradepost.doors.api.document import openapi_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", metavar="FILE", type=Path, help="only compare; exit code 1 when it differs"
    )


def run(options: argparse.Namespace) -> int:
    made = openapi_json()
    if options.check is None:
        sys.stdout.write(made)
        return 0
    if options.check.read_text() == made:
        print(f"{options.check} is up to date.")
        return 0
    print(f"{options.check} differs. Write it again: tradepost openapi > {options.check}", file=sys.stderr)
    return 1
