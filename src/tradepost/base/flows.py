"""Flows: one table per document of what people decide. Progress is a number, never a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tradepost.base.errors import Refusal


class NotAllowed(Refusal):
    """The verb is not allowed in this state; `facts["allowed"]` names those that are."""


@dataclass(frozen=True)
class Flow:
    """States and verbs of one kind of document; impossible tables fail at import.

    `verbs` maps a verb to (source states, target state).
    """

    name: str
    states: tuple[str, ...]
    initial: str
    verbs: Mapping[str, tuple[tuple[str, ...], str]]
    _reachable: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = set(self.states)
        used = {self.initial}
        for sources, target in self.verbs.values():
            used |= {*sources, target}
        if used - known:
            raise ValueError(f"{self.name}: unknown states {sorted(used - known)}")
        reached = self._closure()
        if known - reached:
            raise ValueError(f"{self.name}: unreachable states {sorted(known - reached)}")
        object.__setattr__(self, "_reachable", frozenset(reached))

    def _closure(self) -> set[str]:
        reached = {self.initial}
        grew = True
        while grew:
            more = {target for sources, target in self.verbs.values() if reached & set(sources)}
            grew = not more <= reached
            reached |= more
        return reached

    def next(self, state: str, verb: str) -> str:
        """The state after `verb`; raises NotAllowed with the verbs that are allowed."""
        sources, target = self.verbs[verb]
        if state not in sources:
            allowed = ", ".join(self.allowed(state)) or "nothing"
            raise NotAllowed(
                f"The {self.name} is {state}: it cannot be changed by “{verb}” now; allowed: {allowed}.",
                verb=verb,
                state=state,
                allowed=list(self.allowed(state)),
            )
        return target

    def allowed(self, state: str) -> tuple[str, ...]:
        """The verbs allowed in `state`, in the order of the table; they draw the buttons."""
        return tuple(verb for verb, (sources, _) in self.verbs.items() if state in sources)

    def sources(self, verb: str) -> tuple[str, ...]:
        """The states from which `verb` may be said, for a guarded UPDATE."""
        return self.verbs[verb][0]

    def mermaid(self) -> str:
        """The state diagram as Mermaid text, for the documentation."""
        return "\n".join(["stateDiagram-v2", f"  [*] --> {self._id(self.initial)}", *self._arrows()])

    def _arrows(self) -> Iterable[str]:
        for verb, (sources, target) in self.verbs.items():
            for source in sources:
                yield f"  {self._id(source)} --> {self._id(target)}: {verb}"

    @staticmethod
    def _id(state: str) -> str:
        return state.replace(" ", "_")
