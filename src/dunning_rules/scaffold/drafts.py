"""The files of which a new pack, rule, objection or script is made."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from dunning_rules.errors import UsageError
from dunning_rules.model.names import did_you_mean
from dunning_rules.model.outcome import GUARD_LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dunning_rules.model.outcome import Item
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.rule import Rule

_NAME: Final = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")

_APART: Final = 10
"""How far apart priorities stand, so that another rule fits between."""


class Name:
    """A name as an author gave it, in the two ways in which names are written."""

    def __init__(self, given: str) -> None:
        if not _NAME.fullmatch(given):
            msg = f"`{given}` is no name: small letters, digits and hyphens, beginning with a letter"
            raise UsageError(msg)
        self.slug = given.replace("_", "-")
        self.name = given.replace("-", "_")


def new_pack(given: str, extends: str) -> dict[str, str]:
    """Draft a pack: one rule with its tests, a figure, words in both languages, a page to read."""
    name = Name(given)
    files = {
        "pack.yaml": "pack.yaml",
        "parameters.yaml": "parameters.yaml",
        "rules/long-standing.yaml": "pack-rule.yaml",
        "rules/long-standing.test.yaml": "pack-rule.test.yaml",
        f"scripts/relationship/{name.slug}-thanks.yaml": "pack-script.yaml",
        "README.md": "README.md",
        "CHANGELOG.md": "CHANGELOG.md",
    }
    return _drafted(files, {"slug": name.slug, "name": name.name, "extends": extends})


def addition(kind: str, given: str, packs: Sequence[Pack], layer: str = "", section: str = "RELATIONSHIP") -> dict[str, str]:
    """Draft what is added to a pack: a `rule`, an `objection` or a `script`.

    ``packs`` are the pack and those it builds on.  Raises UsageError when the name is taken or the section unknown.
    """
    name = Name(given)
    if kind == "rule":
        _refuse_taken(f"rule `{name.slug}`", name.slug in (r.id for p in packs for r in p.rules))
        return _rule(name, layer or "segment")
    if kind == "objection":
        _refuse_taken(f"objection `{name.name}`", name.name in (o.id for p in packs for o in p.objections))
        return _objection(name)
    _refuse_taken(f"script `{name.slug}`", name.slug in (s.id for p in packs for s in p.snippets))
    return _script(name, _section(packs, section), layer or "special_case", packs)


def _refuse_taken(what: str, taken: bool) -> None:  # noqa: FBT001 - the answer to one question
    if taken:
        msg = f"there is a {what} already"
        raise UsageError(msg)


def _section(packs: Sequence[Pack], name: str) -> Item:
    sections = {i.id: i for p in packs for o in p.outcomes if o.name == "script" for i in o.items}
    if name not in sections:
        msg = " ".join(filter(None, (f"no section `{name}`.", did_you_mean(name, sections))))
        raise UsageError(msg)
    return sections[name]


def _rule(name: Name, layer: str) -> dict[str, str]:
    """Draft a rule with three tests: it fires, a near miss, a fact missing."""
    files = {f"rules/{name.slug}.yaml": "rule.yaml", f"rules/{name.slug}.test.yaml": "rule.test.yaml"}
    return _drafted(files, {"slug": name.slug, "rule": name.slug, "layer": layer, "guard": layer in GUARD_LAYERS})


def _objection(name: Name) -> dict[str, str]:
    """Draft an objection with the rule that answers it, its words and its tests."""
    files = {
        f"objections/{name.slug}.yaml": "objection.yaml",
        f"rules/objection/{name.slug}.yaml": "objection-rule.yaml",
        f"rules/objection/{name.slug}.test.yaml": "objection-rule.test.yaml",
        f"scripts/reply/reply-{name.slug}.yaml": "objection-script.yaml",
    }
    return _drafted(files, {"slug": name.slug, "name": name.name, "words": name.slug.replace("-", " ")})


def _script(name: Name, section: Item, layer: str, packs: Sequence[Pack]) -> dict[str, str]:
    """Draft the words of a section with the rule that says them, ahead of what its layer says there already."""
    rule = f"say-{name.slug}"
    files = {
        f"scripts/{section.id.lower()}/{name.slug}.yaml": "script.yaml",
        f"rules/{rule}.yaml": "script-rule.yaml",
        f"rules/{rule}.test.yaml": "rule.test.yaml",
    }
    said = {"slug": name.slug, "rule": rule, "section": section.id, "forms": ", ".join(section.forms)}
    priority = _priority_ahead((r for p in packs for r in p.rules if r.layer == layer), section.id)
    return _drafted(files, {**said, "layer": layer, "guard": layer in GUARD_LAYERS, "priority": priority})


def _priority_ahead(rules: Iterable[Rule], section: str) -> int:
    taken = (r.priority for r in rules if any((c.target, c.part) == ("script", section) for c in r.then.choose))
    return max(taken, default=-_APART) + _APART


def _drafted(files: Mapping[str, str], said: Mapping[str, Any]) -> dict[str, str]:
    """Write each file by its template; where the schemas lie is left to whoever knows where the files will."""
    return {
        path: _templates().get_template(f"{name}.j2").render(said, schemas="../" * path.count("/") + SCHEMAS)
        for path, name in files.items()
    }


SCHEMAS: Final = "<schemas>"
"""Stands in a draft for the folder of the schemas, as seen from the pack."""


@cache
def _templates() -> Environment:
    """Give the templates; their marks are others than those of slots, which stand in scripts."""
    marks = {"variable_start_string": "<<", "variable_end_string": ">>", "block_start_string": "<%", "block_end_string": "%>"}
    loader = PackageLoader("dunning_rules.scaffold")
    found = Environment(loader=loader, autoescape=False, undefined=StrictUndefined, **marks)  # type: ignore[arg-type]  # noqa: S701 - YAML, no HTML
    found.trim_blocks = found.lstrip_blocks = found.keep_trailing_newline = True
    return found
