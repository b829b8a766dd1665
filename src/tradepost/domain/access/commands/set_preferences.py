from collections.abc import Sequence
from typing import Any, TypedDict, Unpack
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.access.commands._grants import user_for_update
from tradepost.domain.access.events import PreferencesSet
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import DENSITIES, THEMES, TOLD


class Preferences(TypedDict, total=False):
    """How somebody likes the office; what is not given stays. Empty: the browser's language, the company's zone.

    `start_page` is the name of a page; the door knows which there are. `told` are happenings and ways, all of them:
    `mention:mail`.
    """

    language: str
    time_zone: str
    theme: str
    density: str
    start_page: str
    letters: bool
    told: Sequence[str]


@command
def set_preferences(by: By, *, user_id: UUID, **fields: Unpack[Preferences]) -> User:
    """Change what is given. Raises Invalid, NotFound."""
    _refuse_unknown(dict(fields))
    if "told" in fields:
        fields["told"] = sorted(set(fields["told"]))
    user = user_for_update(user_id)
    changed = sorted(name for name, value in fields.items() if getattr(user, name) != value)
    if not changed:
        return user
    for name in changed:
        setattr(user, name, fields[name])  # type: ignore[literal-required]
    user.save(update_fields=changed)
    user.version += 1
    publish(by, PreferencesSet(user.id, changed))
    return user


def _refuse_unknown(fields: dict[str, Any]) -> None:
    """Each sentence names its field as the screen does."""
    language, theme, density = fields.get("language"), fields.get("theme"), fields.get("density")
    zone = fields.get("time_zone")
    known = {
        "language": ({None, "", *dict(settings.LANGUAGES)}, f"There is no language “{language}”."),
        "theme": ({None, *THEMES}, f"Light or dark: there is no “{theme}”."),
        "density": ({None, *DENSITIES}, f"Density: there is no “{density}”."),
        "time_zone": (
            {None, "", *(available_timezones() if zone else ())},
            f"There is no time zone “{zone}”.",
        ),
    }
    problems = {name: said for name, (words, said) in known.items() if fields.get(name) not in words}
    if strange := sorted(set(fields.get("told", ())) - set(TOLD)):
        problems["told"] = f"Nobody can be told of “{strange[0]}”."
    if problems:
        raise Invalid(next(iter(problems.values())), fields=problems)
