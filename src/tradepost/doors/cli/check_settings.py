"""List every setting with the value in use and its meaning. Unsafe ones are refused before.

example:
  TRADEPOST_ENV=production tradepost check-settings
"""

from __future__ import annotations

import argparse

from django.conf import settings
from rich.console import Console
from rich.table import Table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="as a table for the documentation")


def run(options: argparse.Namespace) -> int:
    report: list[tuple[str, str, str]] = settings.ENVIRONMENT.report()
    if options.markdown:
        print("| setting | in use | meaning |\n|---|---|---|")
        for name, value, meaning in report:
            print(f"| `{name}` | {value and f'`{value}`'} | {meaning} |")
        return 0
    table = Table("setting", "in use", "meaning", show_lines=False)
    for row in report:
        table.add_row(*row)
    Console().print(table)
    print(f"data folder: {settings.DATA_DIR}")
    return 0
