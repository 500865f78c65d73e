"""Whether a mapping fits the vocabulary: a text that could only be guessed at is refused before any row is read."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.batch.names import CREDIT, CURRENCY, LEDGER_DAY, PAID, PAID_AMOUNT, PAID_ON, STATUS
from dunning_rules.batch.reading import READERS
from dunning_rules.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.model.fact import Fact
    from dunning_rules.model.ledger import Column, LedgerMapping

_FILLED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"settled": (PAID, PAID_ON), "disputed": (STATUS,)})
"""Key of a mapping: the facts that it fills, so that no column may."""

_WORDS: Final = ("flag", "choice", "text", "set")
_TIMED: Final = ("date", "dates", "moment", "time")
_SEVERAL: Final = ("set", "dates")
_YEARS: Final = ("%Y", "%y", "%c", "%x", "%D", "%G")
_SAMPLE: Final = datetime(2001, 2, 3, 4, 5, tzinfo=UTC)


def misfits(mapping: LedgerMapping, vocabulary: Mapping[str, Fact]) -> Iterator[str]:
    """Say everything in which a mapping does not fit the vocabulary, each with its place."""
    for name, column in mapping.facts.items():
        said = _not_given(name, vocabulary) or _filled(name, mapping) or _ill_read(vocabulary[name], column)
        if said:
            yield f"{column.place}: {said}"
    for dated in (mapping.settled, mapping.issued):
        if dated and not _reads_back(dated.format, "date"):
            yield f"{dated.place}: {_vague(dated.format, 'date')}"
    yield from (f"{mapping.place}: {said}" for said in misgiven(mapping.constants, vocabulary))
    for name in _needed(mapping):
        if name not in vocabulary:
            yield f"{mapping.place}: the packs have no fact `{name}`, which a ledger fills"


def misgiven(facts: Mapping[str, Any], vocabulary: Mapping[str, Fact]) -> Iterator[str]:
    """Say of facts that stand for every line what is wrong with them."""
    for name, value in facts.items():
        said = _not_given(name, vocabulary) or ("" if value is None else _unread(vocabulary[name], value))
        if said:
            yield said


def _needed(mapping: LedgerMapping) -> Iterator[str]:
    yield from (CURRENCY, CREDIT, LEDGER_DAY)
    if mapping.settled:
        yield from (PAID, PAID_ON, PAID_AMOUNT)
    if mapping.disputed:
        yield STATUS


def _not_given(name: str, vocabulary: Mapping[str, Fact]) -> str:
    fact = vocabulary.get(name)
    if fact is None:
        return " ".join(filter(None, (f"unknown fact `{name}`.", did_you_mean(name, vocabulary))))
    if fact.derived or (fact.computed and not fact.may_be_given):
        return f"`{name}` is worked out from other facts and cannot be given"
    return ""


def _filled(name: str, mapping: LedgerMapping) -> str:
    """Refuse a fact that would have two origins."""
    if name in mapping.constants:
        return f"`{name}` stands among the constants too; keep one"
    by = next((key for key, filled in _FILLED.items() if getattr(mapping, key) and name in filled), "")
    return f"`{name}` is filled by `{by}`; leave it out here" if by else ""


def _ill_read(fact: Fact, column: Column) -> str:
    """Say why the cells of a column could only be guessed at; nothing when they cannot be misread."""
    name, kind = fact.name, fact.type
    if kind not in READERS and kind != "flag":
        return f"`{name}` is {fact.wanted()}, which does not fit into a cell"
    if kind == "flag" and not column.values:
        return f"`{name}` is true or false; say in `values` which word means which"
    if bool(column.separator) != (kind in _SEVERAL):
        said = "several values; say their" if kind in _SEVERAL else "one value and has no"
        return f"`{name}` holds {said} `separator`"
    if column.thousands == column.decimal:
        return f"`{name}` has the same mark before the cents and between thousands"
    return _ill_translated(fact, column) or _ill_dated(fact, column)


def _ill_translated(fact: Fact, column: Column) -> str:
    if column.values and fact.type not in _WORDS:
        return f"`{fact.name}` is {fact.wanted()}; `values` translates words only"
    meant = ([value] if fact.type == "set" else value for value in column.values.values())
    return next(filter(None, (_unread(fact, value) for value in meant)), "")


def _ill_dated(fact: Fact, column: Column) -> str:
    if fact.type not in _TIMED:
        return f"`{fact.name}` is {fact.wanted()} and has no `format`" if column.format else ""
    if not column.format:
        return f"`{fact.name}` is {fact.wanted()}; say the exact `format` it has in the ledger, such as `%Y-%m-%d`"
    return "" if _reads_back(column.format, fact.type) else _vague(column.format, fact.type)


def _vague(form: str, kind: str) -> str:
    wanted = {"time": "hour and minute", "moment": "day, hour and offset (`%z`)"}.get(kind, "day, month and year")
    return f"the format `{form}` does not tell {wanted}"


def _reads_back(form: str, kind: str) -> bool:
    """Whether a sample written by a format is read as the same day, hour or moment again."""
    if "%d" in form and not any(year in form for year in _YEARS):
        return False  # Python itself warns of a day without its year
    try:
        found = datetime.strptime(_SAMPLE.strftime(form), form)  # noqa: DTZ007 - only a moment needs its offset
    except ValueError:
        return False
    if kind == "moment":
        return found.tzinfo is not None and found == _SAMPLE
    return found.time() == _SAMPLE.time() if kind == "time" else found.date() == _SAMPLE.date()


def _unread(fact: Fact, value: Any) -> str:  # noqa: ANN401 - plain data of a mapping
    try:
        fact.read(value)
    except ValueError as error:
        return str(error)
    return ""
