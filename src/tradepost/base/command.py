"""The command wrapper: one transaction, one effect per id, events in the same transaction.

`@command` makes a function the only way to change rows: it runs in a transaction (joined when a
command calls another), repeats the whole work when the database asks for it (deadlock,
serialization), and writes all published events in one statement before the commit.
"""

import functools
import hashlib
import inspect
import random
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

import structlog
from django.db import OperationalError, transaction
from prometheus_client import Counter

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import AnswerForgotten, SentTwiceDifferently
from tradepost.base.events import Event, to_json

P = ParamSpec("P")
R = TypeVar("R")

_RETRIED = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock not available
_TRIES = 6
ANSWERS_KEPT = timedelta(days=30)
_FORGOTTEN_AT_ONCE = 1000
REPEATS = Counter(
    "tradepost_command_repeats",
    "Times a command ran again because the database asked for it.",
    ["command", "reason"],
)
log = structlog.get_logger("tradepost.command")


@dataclass
class _Work:
    command: str
    published: list[tuple[By, Event]] = field(default_factory=list)


_work: ContextVar[_Work | None] = ContextVar("tradepost_work", default=None)


def publish(by: By, *events: Event) -> None:
    """Put facts on the change feed; they are written with the commit of the running command."""
    work = _work.get()
    if work is None:
        raise RuntimeError("publish() outside a command")
    work.published.extend((by, event) for event in events)


def transact(work: Callable[[], R], name: str = "") -> R:
    """Run `work` in one transaction, again when the database asks for it; joins a running one."""
    if _work.get() is not None:
        return work()
    for attempt in range(_TRIES):
        token = _work.set(_Work(name))
        try:
            with sql.prepared(), transaction.atomic():
                result = work()
                _write_events()
            return result
        except OperationalError as error:
            if not _worth_repeating(error) or attempt == _TRIES - 1:
                raise
            _count_repeat(name, error)
            time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 back-off, not a secret
        finally:
            _work.reset(token)
    raise AssertionError("unreachable")


def rehearse(work: Callable[[], R]) -> R:
    """Do `work` inside the running command and undo it: what it gives is what would be; nothing is written or told."""
    running = _work.get()
    if running is None:
        raise RuntimeError("rehearse() outside a command")
    told = len(running.published)
    try:
        with transaction.atomic():
            result = work()
            sql.run("set constraints all immediate")
            transaction.set_rollback(True)
        return result
    finally:
        del running.published[told:]


def _worth_repeating(error: OperationalError) -> bool:
    # Inside somebody else's transaction (a test, a script) a repeat would run in a broken one.
    return (
        getattr(error.__cause__, "sqlstate", None) in _RETRIED
        and not transaction.get_connection().in_atomic_block
    )


def _count_repeat(name: str, error: OperationalError) -> None:
    # Locks are taken in one order everywhere, so this is rare; a number that grows shows where it is not.
    reason = str(getattr(error.__cause__, "sqlstate", ""))
    REPEATS.labels(name or "none", reason).inc()
    log.warning("a command runs again", command=name, reason=reason)


def command(
    function: Callable[P, R] | None = None,
    *,
    once: str | None = None,
    again: Callable[[Any], R] | None = None,
) -> Any:
    """Mark a verb that changes rows. First argument is `by`, the rest by keyword.

    `once` names the keyword that carries the client-minted id: sent twice with the same contents the
    second call changes nothing and returns `again(id)`; with other contents it is refused.
    """
    if function is None:
        return functools.partial(command, once=once, again=again)
    verb = function
    # Left out and given as its default are the same contents, and stay the same when a verb learns another keyword.
    defaults = {
        parameter.name: parameter.default
        for parameter in inspect.signature(verb).parameters.values()
        if parameter.default is not inspect.Parameter.empty
    }
    name = (
        f"{verb.__module__.split('.')[2]}.{verb.__name__}"
        if verb.__module__.count(".") > 2
        else verb.__name__
    )

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if once is None:
            return transact(lambda: verb(*args, **kwargs), name)
        return transact(lambda: _once(args, kwargs), name)

    def _once(args: Any, kwargs: Any) -> R:
        by: By = args[0]
        subject = kwargs[once]
        assert again is not None
        said = {
            name: value for name, value in kwargs.items() if name not in defaults or value != defaults[name]
        }
        if claim(f"{name}:{subject}", fingerprint(said), by):
            return verb(*args, **kwargs)
        return again(subject)

    run.is_command = True  # type: ignore[attr-defined]
    return run


def fingerprint(contents: Any) -> str:
    """A digest of what was sent, equal for equal contents."""
    return hashlib.sha256(to_json(contents).encode()).hexdigest()


def fingerprint_of(given: Any) -> str:
    """The digest of a command's keywords as a dataclass, one of many: equal to that of the same sent alone."""
    said = {one.name: (getattr(given, one.name), one.default) for one in fields(given)}
    return fingerprint({name: value for name, (value, default) in said.items() if value != default})


def claim(key: str, digest: str, by: By) -> bool:
    """True when `key` is new (waits for a running twin); False when it had the same contents.

    Raises SentTwiceDifferently when it had others.
    """
    made = sql.run(
        """insert into base_answer (key, fingerprint, body, at) values (%s, %s, '', %s)
           on conflict (key) do nothing""",
        [key, digest, by.now],
    )
    if made:
        return True
    found = sql.one("select fingerprint from base_answer where key = %s", [key])
    if found is None or found[0] != digest:
        raise _differs(key)
    return False


def claim_many(claims: Sequence[tuple[str, str]], by: By) -> list[bool | SentTwiceDifferently]:
    """`claim` for many (key, digest) in one or two statements: True new, False known, or the refusal.

    Of two equal keys the first is new. Keys are claimed in their order, so that two callers never
    wait for each other.
    """
    digests: dict[str, str] = {}
    for key, digest in claims:
        digests.setdefault(key, digest)
    keys = sorted(digests)
    made = {
        row[0]
        for row in sql.rows(
            """insert into base_answer (key, fingerprint, body, at)
               select key, digest, '', %s from unnest(%s::text[], %s::text[]) as t(key, digest) order by key
               on conflict (key) do nothing returning key""",
            [by.now, keys, [digests[key] for key in keys]],
        )
    }
    known = digests
    if len(made) < len(keys):
        others = [key for key in keys if key not in made]
        known = digests | dict(
            sql.rows("select key, fingerprint from base_answer where key = any(%s::text[])", [others])
        )
    answers: list[bool | SentTwiceDifferently] = []
    for key, digest in claims:
        if known[key] != digest:
            answers.append(_differs(key))
        else:
            answers.append(key in made)
            made.discard(key)
    return answers


def _differs(key: str) -> SentTwiceDifferently:
    return SentTwiceDifferently(
        "This id was already used with other contents. Send the same contents again, or use a new id.",
        key=key.rsplit(":", maxsplit=1)[-1],
    )


def keep_answer(key: str, status: int, body: str) -> None:
    """Keep what was answered to a claimed key, in the transaction of the work."""
    sql.run("update base_answer set status = %s, body = %s where key = %s", [status, body, key])


def kept_answer(key: str) -> tuple[int, str]:
    """Status and body of what was answered to a key before. Raises AnswerForgotten."""
    found = sql.one("select status, body, at from base_answer where key = %s", [key])
    assert found is not None
    status, body, at = found
    if status is None:
        raise AnswerForgotten(
            f"This was sent and done on {at:%Y-%m-%d}. Answers are kept for {ANSWERS_KEPT.days} days, so look at what"
            " it made; nothing was done again. To do another one, use a new key.",
            key=key.rsplit(":", maxsplit=1)[-1],
            done_at=at.isoformat(),
        )
    return status, body


def forget_answers(by: By) -> int:
    """Forget up to a thousand answers older than 30 days; gives how many. Called until it gives 0.

    The answer goes, which is the bulk; the claim stays for good, one short row without a body. Was it deleted
    too, whatever is sent late (a tablet found in a drawer, a queue restored from a backup) would be done a
    second time. So a late repeat of a command is told what stands, and of a key is refused (AnswerForgotten).
    """
    return sql.run(
        """update base_answer set status = null, body = '' where key in (
             select key from base_answer where status is not null and at < %s
             order by at limit %s for update skip locked)""",
        [by.now - ANSWERS_KEPT, _FORGOTTEN_AT_ONCE],
    )


def _write_events() -> None:
    work = _work.get()
    assert work is not None
    if not work.published:
        return
    # In the order of their moments: a stretch of history is told as it happened.
    facts = sorted(work.published, key=lambda fact: fact[0].now)
    sql.run(
        """insert into base_event (name, subject_id, data, at, actor_id, actor, command, request_id, door)
           select name, subject_id, data, at, actor_id, actor, %s, request_id, door
           from rows from (unnest(%s::text[], %s::uuid[], %s::timestamptz[], %s::uuid[], %s::text[], %s::text[],
                           %s::text[]),
                           jsonb_array_elements(%s::jsonb))
             with ordinality as t(name, subject_id, at, actor_id, actor, request_id, door, data, n) order by n""",
        [
            work.command,
            [event.name for _, event in facts],
            [event.subject_id for _, event in facts],
            [by.now for by, _ in facts],
            [by.actor_id for by, _ in facts],
            [by.actor for by, _ in facts],
            [by.request_id for by, _ in facts],
            [by.door for by, _ in facts],
            to_json([event for _, event in facts]),
        ],
    )
