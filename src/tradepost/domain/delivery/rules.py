"""Working days, and the way of goods from the day they are there to the day they arrive: date arithmetic only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
WEEKDAYS = "1234567"
"""Monday is 1, as ISO 8601 counts."""
LONGEST = 400
"""So many days are looked through for one that works; a calendar in which none is found is not kept."""
MOST_DAYS = 250
"""Of handling, receiving or transit: a working year."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which nobody works, both ends among them. `yearly`: on the same days of every later year too."""

    name: str
    first_on: date
    last_on: date
    yearly: bool = False

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        if not self.yearly or day < self.first_on:
            return self.first_on <= day <= self.last_on
        first, last, at = ((one.month, one.day) for one in (self.first_on, self.last_on, day))
        # Over the end of the year: from Christmas to Epiphany.
        return first <= at <= last if first <= last else at >= first or at <= last


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The weekdays somebody works on (`12345`: Monday to Friday), but not on closed days."""

    weekdays: str = WEEKDAYS
    closed: tuple[Closed, ...] = ()
    name: str = ""

    def closing(self, day: date) -> Closed | None:
        """Why a weekday that would be worked is not; None: it is, or is none."""
        if str(day.isoweekday()) not in self.weekdays:
            return None
        return next((one for one in self.closed if one.holds(day)), None)

    def works_on(self, day: date) -> bool:
        """Whether somebody works on this day."""
        return str(day.isoweekday()) in self.weekdays and self.closing(day) is None


EVERY_DAY = WorkCalendar()


def _next(day: date) -> date:
    return day + DAY if day < date.max else day


def first_working(calendars: Sequence[WorkCalendar], day: date) -> date:
    """The day itself, or the first after it, on which all of them work; the day itself where none is found."""
    found = day
    for _ in range(LONGEST):
        if all(one.works_on(found) for one in calendars):
            return found
        found = _next(found)
    return day


def after(calendar: WorkCalendar, day: date, days: int) -> date:
    """So many working days after a day, which itself does not count; none: the day itself."""
    for _ in range(days):
        day = first_working((calendar,), _next(day))
    return day


def never_works(calendar: WorkCalendar, since: date) -> bool:
    """Whether a whole year from a day on passes without a day of work."""
    day = since
    for _ in range(366):
        if calendar.works_on(day):
            return False
        day = _next(day)
    return True


@dataclass(frozen=True, slots=True)
class Way:
    """How goods get from the shelf or the dock of a warehouse to somebody, in working days.

    `receiving_days` count only for what is still to come. `house` are the days of the warehouse, `road` those of who
    carries. `place` is what the row of the transit table names: SE, DE 80, or nothing for anywhere. `is_known`: the
    carrier has a row for this destination.
    """

    handling_days: int = 0
    receiving_days: int = 0
    cutoff_at: time | None = None
    house: WorkCalendar = EVERY_DAY
    carrier: str = ""
    transit_days: int = 0
    road: WorkCalendar = EVERY_DAY
    place: str = ""
    is_known: bool = False

    @property
    def is_plain(self) -> bool:
        """Nothing is set up: what is there leaves and arrives on that day."""
        return self == PLAIN

    def begins_on(self, today: date, local: datetime) -> date:
        """The day from which what lies there today is handled: tomorrow, when the cut-off has passed there."""
        if self.cutoff_at is None:
            return today
        late = local.time() >= self.cutoff_at
        return max(today, local.date() + DAY if late else local.date())


PLAIN = Way()


@dataclass(frozen=True, slots=True)
class Journey:
    """When goods are there, leave, and arrive. `closed` names the days passed over on the way, each once."""

    ready_on: date
    ships_on: date
    arrives_on: date
    way: Way = PLAIN
    receives: bool = False
    closed: tuple[tuple[str, date], ...] = ()

    def trace(self) -> dict[str, object]:
        """How the days came about, to be kept beside them; nothing where nothing is set up."""
        if self.way.is_plain:
            return {}
        way = self.way
        return {
            "ready_on": self.ready_on.isoformat(),
            "ships_on": self.ships_on.isoformat(),
            "arrives_on": self.arrives_on.isoformat(),
            "receiving_days": way.receiving_days if self.receives else 0,
            "handling_days": way.handling_days,
            "carrier": way.carrier,
            "transit_days": way.transit_days if way.is_known else None,
            "place": way.place,
            "closed": [{"name": name, "on": day.isoformat()} for name, day in self.closed],
        }


def journey(way: Way, ready_on: date, *, receives: bool = False) -> Journey:
    """The way of goods that are there on a day; `receives`: they arrive on it, and are received first.

    They are handled on days the warehouse works, leave on the first on which the carrier works too, and are carried on
    days the carrier works.
    """
    days = way.handling_days + (way.receiving_days if receives else 0)
    handled = after(way.house, first_working((way.house,), ready_on), days)
    ships_on = first_working((way.house, way.road), handled)
    arrives_on = after(way.road, ships_on, way.transit_days)
    passed = {**_passed(way.house, ready_on, ships_on), **_passed(way.road, handled, arrives_on)}
    closed = tuple(sorted(passed.items(), key=lambda one: (one[1], one[0])))
    return Journey(ready_on, ships_on, arrives_on, way, receives, closed)


def _passed(calendar: WorkCalendar, first: date, last: date) -> dict[str, date]:
    """The closed days between, by name with the first of each."""
    found: dict[str, date] = {}
    day = first
    while calendar.closed and day < last:
        closing = calendar.closing(day)
        if closing is not None:
            found.setdefault(closing.name, day)
        day = _next(day)
    return found
