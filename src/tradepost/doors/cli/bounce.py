"""Take a delivery report from standard input: what a mail server pipes when a mail came back.

Whatever is no report about a mail of ours is left alone, with exit code 0, so that the mail server does not answer
it. When the database cannot be reached the exit code is 75: try again later.

examples:
  tradepost bounce < report.eml
  tradepost bounce --to 'bounces+0199c0de...@company.example' < report.eml
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from django.db import OperationalError

from tradepost.base.by import system
from tradepost.doors.integrations.mail import NotAReport, take_report
from tradepost.doors.integrations.mail.reports import MOST_BYTES

TRY_LATER = 75  # EX_TEMPFAIL of sysexits.h


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="", help="the address that the report came to (the envelope's)")


def run(options: argparse.Namespace) -> int:
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        print(take_report(system(datetime.now(UTC)), content, options.to))
    except NotAReport as reason:
        print(f"left alone: {reason}")
    except OperationalError as error:
        print(f"later: {str(error).strip()}", file=sys.stderr)
        return TRY_LATER
    return 0
