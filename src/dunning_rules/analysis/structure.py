"""Two versions of a pack laid side by side: what was added, removed, changed, moved and renamed.

What is compared is the model without its places: the order of files and rules, comments and layout make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.analysis.strictness import Strictness
from dunning_rules.analysis.versions import steps_of
from dunning_rules.analysis.written import words_of
from dunning_rules.compiler.overlays import heard, removed_at
from dunning_rules.model.difference import KINDS, ItemChange, KeyChange, PackChange
from dunning_rules.model.titles import Titles, same_in_both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dunning_rules.analysis.written import Words
    from dunning_rules.model.difference import How, Kind
    from dunning_rules.model.pack import Pack

_KIND_OF_OUTCOME: Final[Mapping[str, Kind]] = MappingProxyType({"offer": "offer", "consequences": "consequence"})
_KIND_OF_KEY: Final = {"snippet": "script"}
_HEADER: Final = "pack.yaml"
_NO_MOVE: Final = ("file", "layer")

if TYPE_CHECKING:
    Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a pack with its words; ``said`` is the value of the model."""

    kind: Kind
    id: str
    said: Any
    words: Words
    file: str = ""

    @property
    def title(self) -> Titles:
        """Its name for people; what has none is its own name."""
        of = getattr(self.said, "fact", self.said)
        found = getattr(of, "title", None)
        return found if isinstance(found, Titles) else same_in_both("")


def compare(old: Sequence[Pack], new: Sequence[Pack]) -> tuple[PackChange, ...]:
    """Compare two versions of a pack, each with those it builds on, the pack itself last.

    Packs of one id belong together; the two last ones do too where neither id is on the other side.  A pack without
    any difference, its version included, is left out.
    """
    strictness = Strictness.of(old, new)
    left, right = ({p.header.id: p for p in packs} for packs in (old, new))
    if old[-1].header.id not in right and new[-1].header.id not in left:
        right[old[-1].header.id] = right.pop(new[-1].header.id)
    found = [_compared(pack, right[name], strictness) for name, pack in left.items() if name in right]
    found += [_one_sided_pack(pack, new="") for name, pack in left.items() if name not in right]
    found += [_laid_over(pack, old) for name, pack in right.items() if name not in left]
    return tuple(p for p in found if p.items or p.steps or p.old_version != p.new_version)


def _compared(old: Pack, new: Pack, strictness: Strictness) -> PackChange:
    before, after = (dict(things(pack)) for pack in (old, new))
    items = tuple(sorted(_changes(before, after), key=lambda c: (KINDS.index(c.kind), c.id)))
    left, right = ({key: thing.said for key, thing in side.items()} for side in (before, after))
    steps = steps_of(items, left, right, strictness)
    return PackChange(new.header.id, old.header.version, new.header.version, items, steps)


def _one_sided_pack(pack: Pack, old: str | None = None, new: str | None = None) -> PackChange:
    """Tell of a pack that only one side builds on; what it adds is not told one by one."""
    header = pack.header
    item = ItemChange("added" if new is None else "removed", "pack", header.id, title=header.title, file=_HEADER)
    return PackChange(header.id, header.version if old is None else old, header.version if new is None else new, (item,))


def _laid_over(pack: Pack, old: Sequence[Pack]) -> PackChange:
    """Tell of a pack that is laid over what was there: what comes from it now, and what it takes out."""
    was = {key: (below.header.id, thing) for below in heard(old) for key, thing in things(below)}
    now = {key: thing for key, thing in things(pack) if getattr(thing.said, "replaces", False) and key in was}
    items = [_replaced(was[key][1], thing, was[key][0], pack.header.id) for key, thing in now.items()]
    for key in removed_at((*old, pack)):
        kind_and_name = _KIND_OF_KEY.get(key.kind, key.kind), key.name
        if kind_and_name in was and kind_and_name not in now:
            below, thing = was[kind_and_name]
            items.append(replace(_one_sided("removed", thing), keys=(KeyChange("pack", below, ""),)))
    told = _one_sided_pack(pack, old="")
    ordered = sorted(items, key=lambda c: (KINDS.index(c.kind), c.id))
    return replace(told, items=(*told.items, *ordered))


def _replaced(old: Thing, new: Thing, was_of: str, is_of: str) -> ItemChange:
    keys = (k for k in key_changes(old.words, new.words) if k.key != "replaces")
    return ItemChange("changed", new.kind, new.id, (*keys, KeyChange("pack", was_of, is_of)), new.title, new.file)


def things(pack: Pack) -> Iterator[tuple[Key, Thing]]:
    """Give every thing of a pack by its kind and id."""
    prefix = pack.header.place.file.removesuffix(_HEADER)
    for kind, name, said in _listed(pack):
        check = isinstance(said, str)
        file = "" if check else said.place.file.removeprefix(prefix)
        yield (kind, name), Thing(kind, name or pack.header.id, said, {} if check else words_of(said), file)


def _listed(pack: Pack) -> Iterator[tuple[Kind, str, Any]]:
    yield "pack", "", pack.header
    yield from (("fact", f.name, f) for f in pack.facts)
    yield from (("check", c, c) for c in pack.checks)
    yield from (("derived fact", d.fact.name, d) for d in pack.derivations)
    yield from (("parameter", p.name, p) for p in pack.parameters)
    yield from (("objection", o.id, o) for o in pack.objections)
    yield from (("gate", g.id, g) for g in pack.gates)
    yield from (("rule", r.id, r) for r in pack.rules)
    yield from (("script", s.id, s) for s in pack.snippets)
    yield from (("paper", p.id, p) for p in pack.papers)
    yield from (("trigger", t.objection, t) for t in pack.words.triggers)
    yield from (("cue", c.code, c) for c in pack.words.cues)
    yield from (("word list", w.id, w) for w in pack.words.lists)
    yield from (("spelling", s.written, s) for s in pack.words.spellings)
    for outcome in pack.outcomes:
        kind = _KIND_OF_OUTCOME.get(outcome.name, "value")
        yield from ((kind, f"{outcome.name}.{i.id}" if kind == "value" else i.id, i) for i in outcome.items)


def _changes(old: Mapping[Key, Thing], new: Mapping[Key, Thing]) -> Iterator[ItemChange]:
    for key in old.keys() & new.keys():
        yield from _changed(old[key], new[key])
    gone = {key: thing for key, thing in old.items() if key not in new}
    come = {key: thing for key, thing in new.items() if key not in old}
    renamed = dict(_renamed(gone, come))
    for before, after in renamed.items():
        thing = come[after]
        yield ItemChange("renamed", thing.kind, thing.id, title=thing.title, file=thing.file, was=before[1])
    yield from (_one_sided("removed", t) for key, t in gone.items() if key not in renamed)
    yield from (_one_sided("added", t) for key, t in come.items() if key not in renamed.values())
    yield from _reordered(old, new)


def _one_sided(how: How, thing: Thing) -> ItemChange:
    return ItemChange(how, thing.kind, thing.id, title=thing.title, file=thing.file)


def _changed(old: Thing, new: Thing) -> Iterator[ItemChange]:
    """Tell the keys in which a thing differs; one that only stands elsewhere has moved."""
    keys = list(key_changes(old.words, new.words))
    if old.id != new.id:
        keys.append(KeyChange("id", old.id, new.id))
    if old.file != new.file:
        keys.append(KeyChange("file", old.file, new.file))
    if keys:
        how: How = "moved" if all(k.key in _NO_MOVE for k in keys) else "changed"
        yield ItemChange(how, new.kind, new.id, tuple(keys), new.title, new.file)


def _renamed(gone: Mapping[Key, Thing], come: Mapping[Key, Thing]) -> Iterator[tuple[Key, Key]]:
    """Pair what went with what came where both say the same and nothing else does."""
    by_words: dict[Any, list[list[Key]]] = {}
    for side, found in enumerate((gone, come)):
        for key, thing in found.items():
            said = (thing.kind, tuple(sorted(thing.words.items())))
            by_words.setdefault(said, [[], []])[side].append(key)
    for (_, words), (left, right) in by_words.items():
        if words and len(left) == len(right) == 1:
            yield left[0], right[0]


def _reordered(old: Mapping[Key, Thing], new: Mapping[Key, Thing]) -> Iterator[ItemChange]:
    """Tell where declared values stand in another order, as that order is heard in decisions."""
    both = old.keys() & new.keys()
    for name, before in _orders(k for k in old if k in both).items():
        after = _orders(k for k in new if k in both)[name]
        if before != after:
            yield ItemChange("changed", "order", name, (KeyChange("order", ", ".join(before), ", ".join(after)),))


def _orders(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Give the names of each list whose order counts."""
    found: dict[str, list[str]] = {}
    for kind, name in keys:
        if kind == "value":
            outcome, _, value = name.partition(".")
            found.setdefault(outcome, []).append(value)
        elif kind in ("objection", "offer", "consequence"):
            found.setdefault(f"{kind}s", []).append(name)
    return found


def key_changes(old: Words, new: Words) -> Iterator[KeyChange]:
    """Tell every key that says something else; elements of a list are laid side by side first."""
    before, after = _grouped(old), _grouped(new)
    for name in {**before, **after}:
        yield from _laid_together(name, before.get(name, []), after.get(name, []))


def _grouped(words: Words) -> dict[str, list[dict[str, str]]]:
    """Gather keys by the list they belong to; a key that stands alone is a list of one."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for key, text in words.items():
        name, bracket, rest = key.partition("[")
        number, _, inner = rest.partition("]")
        found.setdefault(name + bracket, {}).setdefault(number, {})[inner] = text
    return {name: list(elements.values()) for name, elements in found.items()}


def _laid_together(name: str, old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[KeyChange]:
    left, right = ([repr(element) for element in side] for side in (old, new))
    for how, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if how != "equal":
            for place in range(max(end - start, last - first)):
                before = old[start + place] if start + place < end else {}
                after = new[first + place] if first + place < last else {}
                number = (first if after else start) + place + 1
                yield from _of_element(f"{name}{number}]" if name.endswith("[") else name, before, after)


def _of_element(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[KeyChange]:
    for key in {**old, **new}:
        left, right = old.get(key, ""), new.get(key, "")
        if left != right:
            yield KeyChange(name + key, left, right)
