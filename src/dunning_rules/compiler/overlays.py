"""Packs laid over each other: what an overlay replaces or takes out is not heard any more (M16).

Whether the outcome holds back as much as before is asked by the analysis (`analysis/overlays.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dunning_rules.model.finding import Finding
from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dunning_rules.model.pack import Pack, Removal
    from dunning_rules.place import Place

NOT_BENEATH: Final = "DR230"
"""An overlay names nothing of the packs beneath, or more than one thing."""

TWICE_OVERLAID: Final = "DR231"
"""Two overlays on one id."""


class Key(NamedTuple):
    """What a thing of a pack is told apart by; a declared value is called `outcome.id`."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} `{self.name}`"

    @property
    def short(self) -> str:
        """What rules call it: a declared value without its outcome."""
        return self.name.partition(".")[2] if self.kind == "value" else self.name

    def is_called(self, name: str) -> bool:
        """Whether an author who writes this name may mean it."""
        return name in (self.name, self.short)


_OF_PACK: Final[tuple[tuple[str, str, Callable[[Any], str]], ...]] = (
    ("fact", "facts", lambda f: f.name),
    ("derived fact", "derivations", lambda d: d.fact.name),
    ("parameter", "parameters", lambda p: p.name),
    ("objection", "objections", lambda o: o.id),
    ("gate", "gates", lambda g: g.id),
    ("rule", "rules", lambda r: r.id),
    ("property", "properties", lambda p: p.id),
    ("snippet", "snippets", lambda s: s.id),
)
_OF_WORDS: Final[tuple[tuple[str, str, Callable[[Any], str]], ...]] = (
    ("trigger", "triggers", lambda t: t.objection),
    ("cue", "cues", lambda c: c.code),
    ("word list", "lists", lambda w: w.id),
)
_OWN_KINDS: Final = {"offer": "offer", "consequences": "consequence"}


def items_of(pack: Pack) -> Iterator[tuple[Key, Any]]:
    """Give everything that an overlay may mean by name; an objection may have several triggers."""
    for kind, attribute, name in _OF_PACK:
        yield from ((Key(kind, name(item)), item) for item in getattr(pack, attribute))
    for kind, attribute, name in _OF_WORDS:
        yield from ((Key(kind, name(item)), item) for item in getattr(pack.words, attribute))
    for outcome in pack.outcomes:
        yield from ((_value_key(outcome.name, item.id), item) for item in outcome.items)


def _value_key(outcome: str, name: str) -> Key:
    own = _OWN_KINDS.get(outcome)
    return Key(own, name) if own else Key("value", f"{outcome}.{name}")


def is_overlay(pack: Pack) -> bool:
    """Whether a pack replaces or takes out something of the packs beneath it."""
    return bool(pack.header.remove) or any(item.replaces for _, item in items_of(pack))


def heard(packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """Give the packs, the most general first, without what later ones replace or take out."""
    left: list[Pack] = []
    gone: set[Key] = set()
    for number in range(len(packs) - 1, -1, -1):
        left.append(_without(packs[number], gone) if gone else packs[number])
        gone |= set(covered(packs[number], packs[:number]))
    return tuple(reversed(left))


def covered(pack: Pack, beneath: Sequence[Pack]) -> dict[Key, Place]:
    """Give what a pack replaces or takes out, and where it says so."""
    found = {key: item.place for key, item in items_of(pack) if item.replaces}
    if pack.header.remove:
        known = _known(beneath)
        found |= {meant[0]: r.place for r in pack.header.remove if len(meant := _meant(r, known)) == 1}
    return found


def _known(packs: Sequence[Pack]) -> list[Key]:
    return list(dict.fromkeys(key for pack in packs for key, _ in items_of(pack)))


def _meant(removal: Removal, known: Sequence[Key]) -> list[Key]:
    return [key for key in known if key.is_called(removal.id) and removal.kind in ("", key.kind)]


def _without(pack: Pack, gone: set[Key]) -> Pack:
    def left(kind: str, items: Sequence[Any], name: Callable[[Any], str]) -> tuple[Any, ...]:
        return tuple(i for i in items if Key(kind, name(i)) not in gone)

    words: dict[str, Any] = {a: left(kind, getattr(pack.words, a), name) for kind, a, name in _OF_WORDS}
    outcomes = (replace(o, items=tuple(i for i in o.items if _value_key(o.name, i.id) not in gone)) for o in pack.outcomes)
    parts: dict[str, Any] = {a: left(kind, getattr(pack, a), name) for kind, a, name in _OF_PACK}
    return replace(pack, **parts, outcomes=tuple(outcomes), words=replace(pack.words, **words))


@dataclass(slots=True)
class _Laying:
    """What was laid so far, the most general pack first."""

    beneath: list[Pack] = field(default_factory=list)
    covered: dict[Key, Place] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    def lay(self, pack: Pack) -> None:
        """Look at what one more pack says of those beneath it."""
        known = _known(self.beneath)
        for key, item in items_of(pack):
            if item.replaces:
                self._take([k for k in known if k == key], key, item.place, known)
            elif key in self.covered and key.kind != "trigger":
                self._twice(key, item.place)
        for removal in pack.header.remove:
            self._take(_meant(removal, known), removal, removal.place, known)
        self.beneath.append(pack)

    def _take(self, meant: list[Key], said: Key | Removal, place: Place, known: list[Key]) -> None:
        if len(meant) != 1:
            self.found.append(_unclear(meant, said, place, known))
        elif meant[0] in self.covered:
            self._twice(meant[0], place)
        else:
            self.covered[meant[0]] = place

    def _twice(self, key: Key, place: Place) -> None:
        message = f"the {key} is replaced or taken out already"
        help_ = f"at {self.covered[key]}; one overlay a name, and a name that was taken out is not used again"
        self.found.append(Finding(TWICE_OVERLAID, message, place, help_))


def _unclear(meant: list[Key], said: Key | Removal, place: Place, known: list[Key]) -> Finding:
    """Tell a name that means nothing of the packs beneath, or too much."""
    if meant:
        kinds = " or ".join(f"`{kind}`" for kind in dict.fromkeys(k.kind for k in meant))
        names = " or ".join(f"`{k.name}`" for k in meant)
        help_ = f"say which: `kind:` {kinds}" if len({k.kind for k in meant}) > 1 else f"say which: {names}"
        return Finding(NOT_BENEATH, f"`{said_name(said)}` may be the {' or the '.join(map(str, meant))}", place, help_)
    same_kind = [k.name for k in known if said.kind in ("", k.kind)]
    what = f"{said.kind} " if said.kind else ""
    message = f"there is no {what}`{said_name(said)}` in the packs beneath"
    return Finding(NOT_BENEATH, message, place, did_you_mean(said_name(said), same_kind))


def said_name(said: Key | Removal) -> str:
    """Give the name that an author wrote."""
    return said.name if isinstance(said, Key) else said.id


def find_overlaid(packs: Sequence[Pack]) -> tuple[Finding, ...]:
    """Find overlays on nothing, on more than one thing, and two on one thing."""
    laying = _Laying()
    for pack in packs:
        laying.lay(pack)
    return tuple(laying.found)


def removed_at(packs: Sequence[Pack]) -> dict[Key, Place]:
    """Say where packs take something out of those beneath."""
    found: dict[Key, Place] = {}
    for number, pack in enumerate(packs):
        if pack.header.remove:
            known = _known(packs[:number])
            found |= {meant[0]: r.place for r in pack.header.remove if len(meant := _meant(r, known)) == 1}
    return found
