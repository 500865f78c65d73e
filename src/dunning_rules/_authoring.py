"""The author's desk beside the front desk: lint, test, prove, compare and begin packs."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dunning_rules._api import Engine, compile_laid, compile_named, errors_of, load_engine, open_ledger
from dunning_rules._filed import decide_cases
from dunning_rules._words import Words, find_copied, find_numbers
from dunning_rules.analysis.binding import find_uncapped
from dunning_rules.analysis.changes import find_changes, incomparable
from dunning_rules.analysis.everything import analyse
from dunning_rules.analysis.proving import Prover
from dunning_rules.analysis.regions import Regions
from dunning_rules.analysis.structure import compare
from dunning_rules.batch.moving import case_change, moved
from dunning_rules.compiler.overlays import heard
from dunning_rules.errors import CaseError, PackError, UsageError
from dunning_rules.lint.reviewing import find_unreviewed
from dunning_rules.lint.suppressing import suppress
from dunning_rules.model.difference import CaseChanges, PackDifference
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.names import did_you_mean
from dunning_rules.model.packtest import PackRun
from dunning_rules.packtest.floors import check_floors
from dunning_rules.packtest.measuring import measured
from dunning_rules.packtest.running import Bench, run_tests
from dunning_rules.packtest.suggesting import build_suggestions
from dunning_rules.scaffold.drafts import addition, new_pack
from dunning_rules.scaffold.writing import write_new
from dunning_rules.source.library import find_pack, read_to_lint
from dunning_rules.source.repairs import settled
from dunning_rules.source.revision import folder_at
from dunning_rules.source.suggested import as_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from dunning_rules.batch.running import LedgerRun
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.case import Profile
    from dunning_rules.model.difference import Moves
    from dunning_rules.model.finding import Suppression
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.packtest import PackTest, PackTestResult
    from dunning_rules.model.proof import Proof
    from dunning_rules.model.property import Property


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
    regions: bool = True,
) -> PackDifference:
    """Say all that is different between two versions of a pack, and which step of its version that asks for.

    A version is a name or a folder.  With a portfolio it says which items of a ledger are decided otherwise, with
    ``cases``, the content and the name of a file, which cases; with ``regions`` which of all cases there can be, for which it
    needs a solver.  Raises PackError for a version that cannot be used
    and UsageError for a ledger or a file that fits one of them not.
    """
    before, after = load_engine(old, profile), load_engine(new, profile)
    packs = compare(before.packs, after.packs)
    unlike = [(o, n) for o, n in _beside(before, after) if regions and any(p.items for p in packs)]
    kinds = dict.fromkeys(name for o, n in unlike for name in incomparable(o, n))
    return PackDifference(
        packs=packs,
        regions=() if kinds else tuple(c for o, n in unlike for c in find_changes(o, n)),
        incomparable=tuple(kinds),
        portfolio=_moves(before, after, portfolio) if portfolio else None,
        cases=_case_changes(before, after, *cases) if cases else None,
    )


def _beside(old: Engine, new: Engine) -> Iterator[tuple[Program, Program]]:
    """Give the programs of two versions that are in force on the same days."""
    for one in old.programs:
        yield from ((one, other) for other in new.programs if one.in_force.meets(other.in_force))


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
    read: dict[Any, Any] = {}
    for name in names:
        packs, findings, comments = read_to_lint(name, read)
        found.extend(findings)
        allowed.update(comments)
        if packs and not errors_of(findings):
            found.extend(_findings_in(packs, today, notes=notes))
    told = suppress(in_order(found), allowed, today, complete=not errors_of(tuple(found)))
    return in_order(list(told))


def _findings_in(packs: tuple[Pack, ...], today: date | None, *, notes: bool) -> Iterator[Finding]:
    """Give what is wrong with packs whose files have the right shape."""
    programs, found = compile_laid(packs)
    yield from found
    words = Words(packs)
    unheard = words.findings(packs[-1:])
    yield from unheard
    audit = words.hear_script if all(f.code != "DR218" for f in unheard) else lambda _text: ()
    for program in programs:
        yield from analyse(heard(packs), program, notes=notes, audit=audit)
    yield from find_uncapped(packs)
    yield from find_unreviewed(packs[-1].header, today)
    yield from find_copied(packs[-1])
    yield from find_numbers(packs[-1])


def prove_pack(pack: str | Path, only: Sequence[str] = ()) -> tuple[Proof, ...]:
    """Prove the properties of a pack and of those it builds on, or only those named: one answer each, in their order.

    Where packs differ between days the first answer that is no proof counts.  Raises UsageError for an unknown property.
    """
    engine = load_engine(pack)
    known = [p.id for found in heard(engine.packs) for p in found.properties]
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
    packs, programs = compile_named(pack, with_tests=True)
    return tuple(ran.result for ran in run_tests(_heard(packs, programs), Bench.of(programs)))


def _heard(packs: tuple[Pack, ...], programs: tuple[Program, ...]) -> tuple[PackTest, ...]:
    """Give the tests of a pack with what the words in their facts say."""
    engine = Engine(packs, programs)
    return tuple(replace(t, facts=_completed(engine, t)) for t in packs[-1].tests)


def _completed(engine: Engine, test: PackTest) -> Mapping[str, Any]:
    try:
        return engine.complete(test.facts, test.as_of)
    except CaseError:
        return test.facts


def cover_pack(name: str | Path) -> PackRun:
    """Run the tests that stand in a pack, measure what they cover, and compare it with the floors of the pack.

    Raises UsageError when there is no such pack and PackError with all findings when it cannot be used.
    """
    packs, programs = compile_named(name, with_tests=True)
    ran = run_tests(_heard(packs, programs), Bench.of(programs))
    coverage = measured(programs, packs[-1], ran).coverage()
    return PackRun(str(name), tuple(r.result for r in ran), coverage, check_floors(packs[-1], coverage))


def suggest_tests(name: str | Path) -> tuple[str, str]:
    """Build cases for what the tests of a pack do not show; give them as a document, and in one line what it holds."""
    packs, programs = compile_named(name, with_tests=True)
    bench = Bench.of(programs)
    built = build_suggestions(measured(programs, packs[-1], run_tests(_heard(packs, programs), bench)), bench, packs)
    return as_document(built), f"{len(built.tests)} cases suggested, {len(built.not_built)} could not be built"
