"""The front desk: the only place that joins reading, compiling and deciding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dunning_rules._words import HITS, MESSAGE, UTTERANCE, Words, hits_of
from dunning_rules.analysis.overlays import find_loosened
from dunning_rules.batch.running import run_ledger
from dunning_rules.compiler.passes import compile_packs
from dunning_rules.engine.deciding import Decider, decider_for
from dunning_rules.engine.drawing import draw_up
from dunning_rules.engine.explaining import why
from dunning_rules.errors import PackError, UsageError
from dunning_rules.model.case import OBJECTION, Case, CaseReader, Profile
from dunning_rules.model.finding import Finding, in_order
from dunning_rules.model.names import did_you_mean
from dunning_rules.source.alone import ALONE, read_mapping, read_profile, schema_alone
from dunning_rules.source.days_off import HOLIDAYS, DaysOff, read_days_off
from dunning_rules.source.folder import shipped
from dunning_rules.source.library import read_packs
from dunning_rules.source.schemas import all_schemas, as_text, case_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from dunning_rules.batch.running import LedgerRun
    from dunning_rules.compiler.program import Program
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.drawn import DrawnPaper
    from dunning_rules.model.fact import Fact
    from dunning_rules.model.ledger import LedgerMapping
    from dunning_rules.model.pack import Pack
    from dunning_rules.model.titles import Titles
    from dunning_rules.model.words import Recognition, WordingFinding


T = TypeVar("T")


class Engine:
    """Packs made ready to decide cases.

    Immutable, and safe to share between threads.  The same facts at the same moment always give the same decision.
    """

    def __init__(
        self,
        packs: tuple[Pack, ...],
        programs: tuple[Program, ...],
        profile: Profile | None = None,
        days_off: DaysOff | None = None,
    ) -> None:
        self.packs = packs
        self.profile = profile
        self.days_off = days_off
        self.programs = programs
        self._deciders = tuple(Decider.of(p) for p in programs)
        self._reader = CaseReader(programs[0].facts, profile)
        self._words = Words(packs)

    def recognise(self, text: str) -> Recognition:
        """Recognise the objections in what a debtor said, the surest first; what is not sure enough stays a candidate."""
        return self._words.recogniser.recognise(text)

    def audit_text(
        self, text: str, facts: Mapping[str, Any] | Case | None = None, as_of: str | datetime = ""
    ) -> tuple[WordingFinding, ...]:
        """Say what is wrong with a text, the gravest first.

        With the facts of a case, what may be said with ground is no finding where its gate is open in that case.  Raises
        CaseError for bad facts.
        """
        found = self._words.auditor.audit(text)
        if facts is None or not any(f.gate for f in found):
            return found
        case = facts if isinstance(facts, Case) else self._read(facts, as_of)
        grounds = self._decider(case).open_gates(case)
        return tuple(f for f in found if f.severity == "block" or f.gate not in grounds)

    @property
    def objection_titles(self) -> Mapping[str, Titles]:
        """The name for people of every objection."""
        return {objection.id: objection.title for pack in self.packs for objection in pack.objections}

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
        """Check raw facts against the vocabulary, and add what their words say.  Raises CaseError, which names every bad fact."""
        return self._read(self.complete(facts, as_of) if isinstance(facts, Mapping) else facts, as_of)

    def _read(self, facts: Mapping[str, Any], as_of: str | datetime) -> Case:
        case = self._reader.read(facts, as_of)
        return self.days_off.fill(case) if self.days_off and HOLIDAYS in self.vocabulary else case

    def complete(self, facts: Mapping[str, Any], as_of: str | datetime) -> Mapping[str, Any]:
        """Add to raw facts what their words say: the objections of an utterance, what the audit finds in a given text.

        What the case states itself stays; only an objection that protects a person is added to it.  Raises CaseError.
        """
        if UTTERANCE in self.vocabulary:
            heard = self._words.heard(facts)
            facts = {**facts, **{name: value for name, value in heard.items() if name in self.vocabulary}}
        text = facts.get(MESSAGE)
        if HITS not in self.vocabulary or HITS in facts or not isinstance(text, str):
            return facts
        return {**facts, HITS: hits_of(self.audit_text(text, facts, as_of))}

    def decide(self, facts: Mapping[str, Any] | Case, as_of: str | datetime = "") -> Decision:
        """Decide one case.

        ``facts`` maps names of the vocabulary to values; what is absent is unknown.  ``as_of`` is the moment of the
        decision with its offset.  Raises CaseError, which names every fact that is unknown or of the wrong type.
        """
        case = facts if isinstance(facts, Case) else self.read(facts, as_of)
        decision = self._decider(case).decide(case)
        return self.days_off.warn(decision, case) if self.days_off else decision

    def reply_cards(self, facts: Mapping[str, Any], as_of: str | datetime) -> Mapping[str, Decision]:
        """Decide what to do if the debtor raises one of the objections to be ready for, each by its name.

        A card is a decision as if the objection had been raised in the call that lies ahead (S2-57); there are none
        unless a call lies ahead.  Raises CaseError for bad facts.
        """
        expected = self.decide(facts, as_of).reply_cards
        return {name: self.decide({**facts, OBJECTION: name, "moment": "during"}, as_of) for name in expected}

    def document(
        self, name: str, facts: Mapping[str, Any] | Case, as_of: str | datetime = "", language: str | None = None
    ) -> DrawnPaper:
        """Draw a paper up from the decision of a case: a letter, an agreement, a sheet.

        ``language`` is that of the case unless another one is asked for.  Where the decision does not lead to such a paper it
        is withheld and says why.  Raises UsageError when no paper is called so, and CaseError for bad facts.
        """
        case = facts if isinstance(facts, Case) else self.read(facts, as_of)
        decider = self._decider(case)
        if name not in decider.program.papers:
            msg = (
                f"no paper `{name}`; {did_you_mean(name, self.papers) or 'known are ' + ', '.join(f'`{p}`' for p in self.papers)}"
            )
            raise UsageError(msg)
        drawn = draw_up(decider, name, case, language)
        hits = self.audit_text(drawn.words(), case) if drawn.reader == "debtor" and drawn.blocks else ()
        return replace(drawn, hits=hits)

    @property
    def papers(self) -> tuple[str, ...]:
        """Name the papers that can be drawn up."""
        return tuple(self.programs[0].papers)

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
        return decider_for(case, self._deciders)


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


def load_engine(pack: str | Path, profile: Profile | None = None, *, calendar: str | None = None) -> Engine:
    """Load a shipped pack by its name, or one from a folder, with the packs it builds on.

    ``calendar`` names a country, such as CN, whose working days count where neither case nor profile lists the days of a
    year; it needs the extra `calendar`.  Raises UsageError when there is no such pack or calendar and PackError with all
    findings when the pack cannot be used.
    """
    days_off = read_days_off(calendar)
    packs, programs = compile_named(pack, with_tests=False)
    return Engine(packs, programs, profile, days_off)


def compile_named(pack: str | Path, *, with_tests: bool) -> tuple[tuple[Pack, ...], tuple[Program, ...]]:
    packs, findings = read_packs(pack, with_tests=with_tests)
    programs: tuple[Program, ...] = ()
    if not errors_of(findings):
        programs, more = compile_laid(packs)
        findings = (*findings, *more)
    if not programs:
        raise PackError(errors_of(findings))
    return packs, programs


def compile_laid(packs: tuple[Pack, ...]) -> tuple[tuple[Program, ...], tuple[Finding, ...]]:
    """Compile packs, and ask whether one that is laid over others loosens what they hold back; then there is no Program."""
    programs, findings = compile_packs(packs)
    loosened = find_loosened(packs) if programs else ()
    return () if loosened else programs, (*findings, *loosened)


def errors_of(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.severity == "error")
