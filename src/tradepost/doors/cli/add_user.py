"""Make a user: the first owner of an empty company, or anybody when nobody can sign in to do it.

Prints an address that works once, where they choose their password and then sign in. It is a key to the house:
give it to nobody else. With --password-stdin the password is read from standard input (a terminal is asked for
it without showing it), and no address is printed; a password is never an argument, where others would see it.

examples:
  tradepost add-user olivia@company.example --name "Olivia Larkfield" --role owner
  tradepost add-user walt@company.example --name "Walt Jensen" --role warehouse --role purchasing
  tradepost add-user olivia@company.example --name "Olivia Larkfield" --role owner --password-stdin < password.txt
"""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from tradepost.base.by import system
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import ROLES
from tradepost.doors.cli.migrate import ensure_tables

# A buyer belongs to one customer; who signs in to the office has one of these.
GIVEN = [role for role in ROLES if role != "buyer"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="with it they sign in")
    parser.add_argument("--name", required=True, help="as others see it")
    parser.add_argument(
        "--role", action="append", required=True, choices=GIVEN, help="may be said more than once"
    )
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password instead of printing an address"
    )


def run(options: argparse.Namespace) -> int:
    ensure_tables()
    by = system(datetime.now(UTC), "command line")
    user = access.create_user(
        by,
        user_id=new_id(by.now),
        email=options.email,
        name=options.name,
        password=read_password() if options.password_stdin else "",
        grants=[GrantInput(role) for role in options.role],
    )
    if options.password_stdin:
        print(f"{user.email} can sign in now at {settings.PUBLIC_URL}{settings.LOGIN_URL}")
        return 0
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    print(f"{user.email} is made. Once, within {hours} hours, this address takes their first password:")
    print(address_of_first_password(user))
    return 0


def read_password() -> str:
    """One line of standard input; at a terminal it is asked for and not shown. Raises Invalid when empty."""
    given = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not given:
        # Without one, the user would stand there and could not sign in.
        raise Invalid("There is no password on standard input.", fields={"password": "Missing."})
    return given


def address_of_first_password(user: User) -> str:
    """The address of a forgotten password, signed by us and not mailed: the password set, it opens nothing more."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.PUBLIC_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
