"""Packs found by name or folder, together with the packs they build on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dunning_rules.errors import UsageError
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.names import did_you_mean
from dunning_rules.source.folder import read_pack, shipped

if TYPE_CHECKING:
    from dunning_rules.model.pack import Pack


def read_packs(name: str | Path, *, with_tests: bool = True) -> tuple[tuple[Pack, ...], tuple[Finding, ...]]:
    """Read a pack and all it builds on, the most general first."""
    found: dict[Path, Pack | None] = {}
    findings: list[Finding] = []

    def visit(folder: Path, shown_as: str) -> None:
        if folder in found:
            return
        found[folder] = None
        pack, said = read_pack(folder, shown_as, with_tests=with_tests)
        findings.extend(said)
        for base in pack.header.extends if pack else ():
            place = pack.header.place if pack else None
            beside = folder.parent / base
            inner = beside if beside.is_dir() else shipped("rulepacks") / base
            if inner.is_dir():
                visit(inner, base if inner != beside else f"{Path(shown_as).parent / base}")
            elif place:
                findings.append(Finding("DR202", f"unknown pack `{base}` in extends", place, did_you_mean(base, shipped_packs())))
        found[folder] = found.pop(folder) or pack

    visit(*find_pack(name))
    return tuple(p for p in found.values() if p), in_order(findings)


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
