"""Packs found by name or folder, together with the packs they build on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dunning_rules.errors import UsageError
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.names import did_you_mean
from dunning_rules.source.folder import pack_files, read_pack, shipped
from dunning_rules.source.reading import read_file, text_of
from dunning_rules.source.suppressions import MARK, suppressions_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.model.finding import Suppression
    from dunning_rules.model.pack import Pack

    Found = dict[Path, tuple[str, Pack | None]]
    Known = dict[tuple[Path, str], tuple[Pack | None, list[Finding]]]


def read_packs(name: str | Path, *, with_tests: bool = True) -> tuple[tuple[Pack, ...], tuple[Finding, ...]]:
    """Read a pack and all it builds on, the most general first."""
    found, findings = _gather(name, with_tests=with_tests)
    return tuple(p for _, p in found.values() if p), in_order(findings)


def read_to_lint(
    name: str | Path, known: Known | None = None
) -> tuple[tuple[Pack, ...], tuple[Finding, ...], tuple[Suppression, ...]]:
    """Read a pack and all it builds on, with the findings that their files allow.

    ``known`` remembers the folders that were read, for packs that are linted together and build on one another.
    """
    found, findings = _gather(name, with_tests=True, known=known)
    *bases, (own, shown_as) = ((folder, shown_as) for folder, (shown_as, _) in found.items())
    borrowed = (replace(s, borrowed=True) for base in bases for s in _suppressions(*base))
    allowed = (*borrowed, *_suppressions(own, shown_as))
    return tuple(p for _, p in found.values() if p), in_order(findings), allowed


def _gather(name: str | Path, *, with_tests: bool, known: Known | None = None) -> tuple[Found, list[Finding]]:
    """Read the folders of a pack and of those it builds on; in order, the most general first."""
    found: Found = {}
    findings: list[Finding] = []
    read: Known = {} if known is None else known

    def once(folder: Path, shown_as: str) -> tuple[Pack | None, list[Finding]]:
        if (folder, shown_as) not in read:
            read[folder, shown_as] = read_pack(folder, shown_as, with_tests=with_tests)
        return read[folder, shown_as]

    def visit(folder: Path, shown_as: str) -> None:
        if folder in found:
            return
        found[folder] = shown_as, None
        pack, said = once(folder, shown_as)
        findings.extend(said)
        for base in pack.header.extends if pack else ():
            place = pack.header.place if pack else None
            beside = folder.parent / base
            inner = beside if beside.is_dir() else shipped("rulepacks") / base
            if inner.is_dir():
                visit(inner, base if inner != beside else f"{Path(shown_as).parent / base}")
            elif place:
                findings.append(Finding("DR202", f"unknown pack `{base}` in extends", place, did_you_mean(base, shipped_packs())))
        found[folder] = found.pop(folder)[0], pack

    visit(*find_pack(name))
    return found, findings


def _suppressions(folder: Path, shown_as: str) -> Iterator[Suppression]:
    for path, name in pack_files(folder, shown_as):
        if (text := text_of(path)) and MARK in text and read_file(path, name)[0] is not None:
            yield from suppressions_in(text, name)


def find_pack(name: object) -> tuple[Path, str]:
    """Find the folder of a pack, and the name under which its files are shown."""
    if not isinstance(name, (str, Path)):
        msg = f"a pack is named by a text or a path, not by {type(name).__name__}"
        raise UsageError(msg)
    folder = Path(name)
    if folder.is_dir():
        return folder.resolve(), str(name)
    inside = shipped("rulepacks") / str(name)
    if isinstance(name, str) and inside.is_dir() and (inside / "pack.yaml").is_file():
        return inside, name
    known = shipped_packs()
    hint = did_you_mean(str(name), known) or "shipped are " + ", ".join(f"`{k}`" for k in known)
    msg = f"no pack `{name}`: neither a folder nor a shipped pack; {hint}"
    raise UsageError(msg)


def shipped_packs() -> tuple[str, ...]:
    """Name the packs that come with the library."""
    root = shipped("rulepacks")
    return tuple(sorted(p.parent.relative_to(root).as_posix() for p in root.rglob("pack.yaml")))
