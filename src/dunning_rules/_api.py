"""The front desk: the only place that joins reading, compiling and deciding."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dunning_rules.analysis.everything import analyse
from dunning_rules.analysis.proving import Prover
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.structure import compare
from dunning_rules.batch.moving import case_change, moved
from dunning_rules.batch.running import run_ledger
from dunning_rules.compiler.passes import compile_packs
from dunning_rules.derive.setting import setting_of
from dunning_rules.engine.deciding import Decider
from dunning_rules.engine.explaining import why
from dunning_rules.errors import CaseError, PackError, UsageError
from dunning_rules.lint.suppressing import suppress
from dunning_rules.model.case import Case, CaseReader, Profile
from dunning_rules.model.difference import CaseChanges, PackDifference
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.names import did_you_mean
from dunning_rules.packtest.running import run_tests
from dunning_rules.scaffold.drafts import addition, new_pack
from dunning_rules.scaffold.writing import write_new
from dunning_rules.source.alone import ALONE, read_mapping, read_profile, schema_alone
from dunning_rules.source.cases import read_cases
from dunning_rules.source.folder import shipped
from dunning_rules.source.library import find_pack, read_packs, read_to_lint
from dunning_rules.source.repairs import settled
from dunning_rules.source.revision import folder_at
from dunning_rules.source.schemas import all_schemas, as_text, case_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from dunning_rules.batch.running import LedgerRun
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.difference import Moves
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.finding import Suppression
    from dunning_rules.model.ledger import LedgerMapping
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.packtest import PackTestResult
    from dunning_rules.model.proof import Proof
    from dunning_rules.model.property import Property


T = TypeVar("T")


class Engine:
    """Packs made ready to decide cases.

    Immutable, and safe to share between threads.  The same facts at the same moment always give the same decision.
    """

    def __init__(self, packs: tuple[Pack, ...], programs: tuple[Program, ...], profile: Profile | None = None) -> None:
        self.packs = packs
        self.profile = profile
        self.programs = programs
        self._deciders = tuple(Decider.of(p) for p in programs)
        self._reader = CaseReader(programs[0].facts, profile)

    @property
    def vocabulary(self) -> Mapping[str, Fact]:
        """Every fact a case may state or a rule may read, by name."""
        return self._reader.facts

    def title(self, outcome: str, name: str, language: str) -> str:
        """Give the name for people of a declared value or of a gate; what has none is its own name."""
        program = self._deciders[0].program
        item = program.items.get(outcome, {}).get(name)
        found = item.item if item else program.gates[name].gate if name in program.gates else None
        return (found.title.speak(language) if found else "") or name

    def read(self, facts: Mapping[str, Any], as_of: str | datetime) -> Case:
        """Check raw facts against the vocabulary.  Raises CaseError, which names every bad fact."""
        return self._reader.read(facts, as_of)

    def decide(self, facts: Mapping[str, Any] | Case, as_of: str | datetime = "") -> Decision:
        """Decide one case.

        ``facts`` maps names of the vocabulary to values; what is absent is unknown.  ``as_of`` is the moment of the
        decision with its offset.  Raises CaseError, which names every fact that is unknown or of the wrong type.
        """
        case = facts if isinstance(facts, Case) else self.read(facts, as_of)
        return self._decider(case).decide(case)

    def why(self, rule: str, facts: Mapping[str, Any], as_of: str | datetime) -> tuple[str, ...]:
        """Say of one rule whether its condition holds for a case, test by test.

        Raises UsageError when no such rule is in force, and CaseError for bad facts.
        """
        case = self.read(facts, as_of)
        decider = self._decider(case)
        found = next((r.rule for r in decider.program.rules if r.rule.id == rule), None)
        if found is None:
            known = [r.rule.id for r in decider.program.rules]
            msg = " ".join(filter(None, (f"no rule `{rule}` in force", did_you_mean(rule, known))))
            raise UsageError(msg)
        lines = why(decider.program, found.when, decider.known(case).setting.values)
        return (f"{found.id} ({found.place})", *lines)

    def _decider(self, case: Case) -> Decider:
        """Find the program in force on the local day of the contact (M15)."""
        first = self._deciders[0]
        day = setting_of(case, case.values, first.program.parameters).contact_day
        return next(d for d in self._deciders if d.program.in_force.holds_on(day))


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one case of a file: a decision, or an error that names every bad fact."""

    id: str
    facts: Mapping[str, Any]
    as_of: str
    decision: Decision | None = None
    error: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


def decide_cases(engine: Engine, raw: bytes, name: str) -> Iterator[Answer]:
    """Decide every case of a file; one bad case is an error in its place.  Raises UsageError for a bad file."""
    for case in read_cases(raw, name):
        if case.error:
            yield Answer(case.id, case.facts, case.as_of, error=case.error)
            continue
        try:
            yield Answer(case.id, case.facts, case.as_of, engine.decide(case.facts, case.as_of))
        except CaseError as error:
            yield Answer(case.id, case.facts, case.as_of, error=str(error), problems=error.problems)


def read_profile_file(path: str | Path | None) -> Profile | None:
    """Read the profile of a creditor; None without a path.  Raises PackError with all that is wrong with it."""
    return None if path is None else _alone(read_profile, path)


def read_mapping_file(path: str | Path) -> LedgerMapping:
    """Read the mapping of a ledger.  Raises PackError with all that is wrong with it."""
    return _alone(read_mapping, path)


def _alone(read: Callable[[Path, str], tuple[T | None, list[Finding]]], path: str | Path) -> T:
    built, findings = read(Path(path), str(path))
    if built is None:
        raise PackError(in_order(findings))
    return built


def open_ledger(engine: Engine, ledger: str | Path, mapping: str | Path, as_of: date | datetime) -> LedgerRun:
    """Make a ledger ready to be decided by an engine; iterate over the run to get one line a record.

    Raises PackError for a mapping that cannot be used, and UsageError when nothing can be decided at all.
    """
    return run_ledger(
        Path(ledger),
        read_mapping_file(mapping),
        as_of,
        engine.decide,
        vocabulary=engine.vocabulary,
        profile=engine.profile,
    )


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A ledger on which two versions are compared: what `open_ledger` wants, and how many ids each move names."""

    ledger: str | Path
    mapping: str | Path
    as_of: date | datetime
    examples: int = 5


def diff_packs(
    old: str | Path,
    new: str | Path,
    *,
    portfolio: Portfolio | None = None,
    cases: tuple[bytes, str] | None = None,
    profile: Profile | None = None,
) -> PackDifference:
    """Say all that is different between two versions of a pack, and which step of its version that asks for.

    A version is a name or a folder.  With a portfolio it says which items of a ledger are decided otherwise, with
    ``cases``, the content and the name of a file, which cases.  Raises PackError for a version that cannot be used
    and UsageError for a ledger or a file that fits one of them not.
    """
    before, after = load_engine(old, profile), load_engine(new, profile)
    return PackDifference(
        packs=compare(before.packs, after.packs),
        portfolio=_moves(before, after, portfolio) if portfolio else None,
        cases=_case_changes(before, after, *cases) if cases else None,
    )


def _moves(old: Engine, new: Engine, portfolio: Portfolio) -> Moves:
    before, after = (_opened(engine, side, portfolio) for side, engine in (("old", old), ("new", new)))
    return moved(before, after, portfolio.examples)


def _opened(engine: Engine, side: str, portfolio: Portfolio) -> LedgerRun:
    try:
        return open_ledger(engine, portfolio.ledger, portfolio.mapping, portfolio.as_of)
    except UsageError as error:
        msg = f"with the {side} version: {error}"
        raise UsageError(msg) from error


def _case_changes(old: Engine, new: Engine, raw: bytes, name: str) -> CaseChanges:
    both = list(zip(*(decide_cases(engine, raw, name) for engine in (old, new)), strict=True))
    found = (case_change(b.id, b.decision or b.error, a.decision or a.error) for b, a in both)
    return CaseChanges(len(both), tuple(c for c in found if c))


@contextmanager
def pack_at(folder: str | Path, revision: str) -> Iterator[Path]:
    """Lay out the folder of a pack as it stood at a git revision, for as long as it is needed.  Raises UsageError.

    What is wrong with the pack as it stood is told under the revision, not under the passing place of its files.
    """
    with folder_at(find_pack(folder)[0], revision) as found:
        try:
            yield found
        except PackError as error:
            passing = f"{found.parent}/"
            places = ((f, f.place.file.replace(passing, f"{revision}:")) for f in error.findings)
            raise PackError(tuple(replace(f, place=replace(f.place, file=file)) for f, file in places)) from error


def begin(kind: str, name: str, folder: Path, **said: str) -> tuple[tuple[Path, ...], Path]:
    """Write the files of a new pack, rule, objection or script; give them, and where the schemas for editors belong.

    ``folder`` is that of the pack, or the one a new pack is put into; ``said`` are the other keys of the draft.
    Raises UsageError when a file or a name is there already, and PackError when the pack cannot be used.
    """
    if kind == "pack":
        extends = said.get("extends", "receivables")
        find_pack(folder / extends if (folder / extends).is_dir() else extends)
        return write_new(folder / name, new_pack(name, extends))
    return write_new(folder, addition(kind, name, load_engine(folder).packs, **said))


def shipped_example(name: str) -> Path:
    """Find an example that comes with the library: a ledger, its mapping, a creditor profile."""
    return shipped("rulepacks") / "examples" / name


def shipped_file(name: str) -> Path:
    """Find a file of a shipped pack by the name under which findings show it."""
    return shipped("rulepacks") / name


def schemas(pack: str | None = None) -> dict[str, str]:
    """Give the text of every JSON Schema by kind; with a pack the one of a case spells out its facts."""
    found = {name.removesuffix(".schema.json"): as_text(schema) for name, schema in all_schemas().items()}
    found |= {kind: as_text(schema_alone(kind)) for kind in ALONE}
    return {**found, "case": as_text(case_schema(load_engine(pack).vocabulary))} if pack else found


def load_engine(pack: str | Path, profile: Profile | None = None) -> Engine:
    """Load a shipped pack by its name, or one from a folder, with the packs it builds on.

    Raises UsageError when there is no such pack and PackError with all findings when it cannot be used.
    """
    return _load(pack, profile, with_tests=False)


def _load(pack: str | Path, profile: Profile | None = None, *, with_tests: bool) -> Engine:
    packs, findings = read_packs(pack, with_tests=with_tests)
    programs: tuple[Program, ...] = ()
    if not _errors(findings):
        programs, more = compile_packs(packs)
        findings = (*findings, *more)
    if not programs:
        raise PackError(_errors(findings))
    return Engine(packs, programs, profile)


def lint_packs(*names: str | Path, today: date | None = None, notes: bool = False) -> tuple[Finding, ...]:
    """Say everything that is wrong with packs, and with ``notes`` what may be meant; an empty tuple when nothing is.

    A finding that a comment in the pack allows is listed with the reason in ``suppressed``; from the day on which that
    comment ends it counts again, if ``today`` is given: the clock is never read.
    """
    return tuple(settled(f) for f in findings_of(*names, today=today, notes=notes))


def findings_of(*names: str | Path, today: date | None = None, notes: bool = False) -> tuple[Finding, ...]:
    """Lint packs; the fixes of the findings do not yet say which text becomes what."""
    found: list[Finding] = []
    allowed: set[Suppression] = set()
    for name in names:
        packs, findings, comments = read_to_lint(name)
        found.extend(findings)
        allowed.update(comments)
        if packs and not _errors(findings):
            programs, more = compile_packs(packs)
            found.extend(more)
            found.extend(f for p in programs for f in analyse(packs, p, notes=notes))
    told = suppress(in_order(found), allowed, today, complete=not _errors(tuple(found)))
    return in_order(list(told))


def prove_pack(pack: str | Path, only: Sequence[str] = ()) -> tuple[Proof, ...]:
    """Prove the properties of a pack and of those it builds on, or only those named: one answer each, in their order.

    Where packs differ between days the first answer that is no proof counts.  Raises UsageError for an unknown property.
    """
    engine = load_engine(pack)
    known = [p.id for found in engine.packs for p in found.properties]
    for name in only:
        if name not in known:
            msg = " ".join(filter(None, (f"no property `{name}`", did_you_mean(name, known))))
            raise UsageError(msg)
    spans = [[prover.prove(p) for p in wanted] for prover, wanted in _provers(engine, only)]
    return tuple(next((a for a in answers if a.answer != "proved"), answers[0]) for answers in zip(*spans, strict=True))


def _provers(engine: Engine, only: Sequence[str]) -> Iterator[tuple[Prover, list[Property]]]:
    """Give a prover for each span of days, and what it is to prove."""
    for program in engine.programs:
        yield Prover(Regions(program)), [p for p in program.properties if not only or p.id in only]


def run_pack_tests(pack: str | Path) -> tuple[PackTestResult, ...]:
    """Run the tests that stand in a pack; give one result a test, in the order of the files."""
    engine = _load(pack, with_tests=True)
    return run_tests(engine.packs[-1].tests, engine.decide)


def never_fired(pack: Pack, results: Sequence[PackTestResult]) -> tuple[str, ...]:
    """Name the pack's own rules that no test lets fire."""
    fired = {rule for result in results for rule in result.fired}
    return tuple(r.id for r in pack.rules if r.status in ("active", "trial") and r.id not in fired)


def _errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.severity == "error")
