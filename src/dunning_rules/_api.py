"""The front desk: the only place that joins reading, compiling and deciding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dunning_rules.compiler.passes import compile_packs
from dunning_rules.engine.deciding import Decider
from dunning_rules.errors import PackError, UsageError
from dunning_rules.model.case import Case, CaseReader, Profile
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.names import did_you_mean
from dunning_rules.source.folder import read_pack, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dunning_rules.compiler.program import Program
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.pack import Pack


class Engine:
    """Packs made ready to decide cases.

    Immutable, and safe to share between threads.  The same facts at the same moment always give the same decision.
    """

    def __init__(self, packs: tuple[Pack, ...], programs: tuple[Program, ...], profile: Profile | None = None) -> None:
        self.packs = packs
        self._deciders = tuple(Decider.of(p) for p in programs)
        self._reader = CaseReader(programs[0].facts, profile)

    def decide(self, facts: Mapping[str, Any] | Case, as_of: str | datetime = "") -> Decision:
        """Decide one case.

        ``facts`` maps names of the vocabulary to values; what is absent is unknown.  ``as_of`` is the moment of the
        decision with its offset.  Raises CaseError, which names every fact that is unknown or of the wrong type.
        """
        case = facts if isinstance(facts, Case) else self._reader.read(facts, as_of)
        day = case.contact_at.date()
        decider = next(d for d in self._deciders if d.program.in_force.holds_on(day))
        return decider.decide(case)


def load_engine(pack: str | Path, profile: Profile | None = None) -> Engine:
    """Load a shipped pack by its name, or one from a folder, with the packs it builds on.

    Raises UsageError when there is no such pack and PackError with all findings when it cannot be used.
    """
    packs, findings = read_packs(pack)
    programs: tuple[Program, ...] = ()
    if not _errors(findings):
        programs, more = compile_packs(packs)
        findings = (*findings, *more)
    if not programs:
        raise PackError(_errors(findings))
    return Engine(packs, programs, profile)


def lint_packs(*names: str | Path) -> tuple[Finding, ...]:
    """Say everything that is wrong with packs; an empty tuple when nothing is."""
    found: list[Finding] = []
    for name in names:
        packs, findings = read_packs(name)
        found.extend(findings)
        if packs and not _errors(findings):
            found.extend(compile_packs(packs)[1])
    return in_order(found)


def read_packs(name: str | Path) -> tuple[tuple[Pack, ...], tuple[Finding, ...]]:
    """Read a pack and all it builds on, the most general first."""
    found: dict[Path, Pack | None] = {}
    findings: list[Finding] = []

    def visit(folder: Path, shown_as: str) -> None:
        if folder in found:
            return
        found[folder] = None
        pack, said = read_pack(folder, shown_as)
        findings.extend(said)
        for base in pack.header.extends if pack else ():
            place = pack.header.place if pack else None
            beside = folder.parent / base
            inner = beside if beside.is_dir() else shipped("rulepacks") / base
            if inner.is_dir():
                visit(inner, base if inner != beside else f"{Path(shown_as).parent / base}")
            elif place:
                findings.append(Finding("DR202", f"unknown pack `{base}` in extends", place))
        found[folder] = found.pop(folder) or pack

    visit(*find_pack(name))
    return tuple(p for p in found.values() if p), in_order(findings)


def find_pack(name: str | Path) -> tuple[Path, str]:
    """Find the folder of a pack, and the name under which its files are shown."""
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


def _errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.severity == "error")
