"""The counter beside the front desk: cases and texts that come in files, answered one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dunning_rules.errors import CaseError
from dunning_rules.model.words import AuditedText
from dunning_rules.report.cards import CallAhead
from dunning_rules.source.cases import read_cases
from dunning_rules.source.texts import read_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules._api import Engine
    from dunning_rules.model.decision import Decision
    from dunning_rules.model.drawn import DrawnPaper
    from dunning_rules.model.words import Recognition


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one case of a file: a decision, or an error that names every bad fact."""

    id: str
    facts: Mapping[str, Any]
    as_of: str
    decision: Decision | None = None
    error: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Documented:
    """What became of one case of a file: a paper, or an error that names every bad fact."""

    id: str
    paper: DrawnPaper | None = None
    error: str = ""


def document_cases(engine: Engine, paper: str, raw: bytes, name: str, language: str | None = None) -> Iterator[Documented]:
    """Draw a paper up for every case of a file; one bad case is an error in its place.

    Raises UsageError for a bad file, and when no paper is called so.
    """
    for case in read_cases(raw, name):
        if case.error:
            yield Documented(case.id, error=case.error)
            continue
        try:
            yield Documented(case.id, engine.document(paper, case.facts, case.as_of, language))
        except CaseError as error:
            yield Documented(case.id, error=str(error))


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


def calls_ahead(engine: Engine, raw: bytes, name: str) -> Iterator[CallAhead]:
    """Prepare the call of every case of a file; one bad case is an error in its place.  Raises UsageError for a bad file."""
    for answer in decide_cases(engine, raw, name):
        cards = engine.reply_cards(answer.facts, answer.as_of) if answer.decision else {}
        yield CallAhead(answer.id, answer.decision, cards, answer.error)


def recognise_texts(engine: Engine, raw: bytes, name: str, column: str, lang_column: str = "") -> Iterator[Recognition]:
    """Recognise the objections in every text of a column of a CSV file.  Raises UsageError for a bad file."""
    return (engine.recognise(said.text) for said in read_texts(raw, name, column, lang_column))


def audit_texts(engine: Engine, raw: bytes, name: str, column: str, lang_column: str = "") -> Iterator[AuditedText]:
    """Audit every text of a column of a CSV file.  Raises UsageError for a bad file."""
    texts = read_texts(raw, name, column, lang_column)
    return (AuditedText(each.text, engine.audit_text(each.text)) for each in texts)
