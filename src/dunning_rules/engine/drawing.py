"""Drawing papers up: the same facts, gates and words as the decision, block by block."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.derive.interest import pauses
from dunning_rules.derive.items import late_items
from dunning_rules.engine.composing import BETWEEN
from dunning_rules.engine.filling import CONTACT_DAY, days, fill, full_amount, full_day, moment
from dunning_rules.engine.naming import Namer
from dunning_rules.engine.withholding import reasons_against
from dunning_rules.model.decision import Removed
from dunning_rules.model.drawn import DrawnBlock, DrawnEntry, DrawnPaper, DrawnPart, Missing
from dunning_rules.model.titles import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from dunning_rules.compiler.program import LinkedBlock, LinkedEntry, LinkedPaper, LinkedSentence
    from dunning_rules.engine.deciding import Decider
    from dunning_rules.engine.seen import Seen
    from dunning_rules.model.case import Case
    from dunning_rules.model.fact import Value

_DECIDED: Final = ("decision.", "offer.", "deadlines.")
"""Slots that a decision leaves empty on purpose; where such a sentence is optional, nothing is missing."""

LANGUAGE: Final = "language"
MESSAGE_TEXT: Final = "message_text"
"""The fact that holds a text whose approval is asked for."""


def draw_up(decider: Decider, name: str, case: Case, language: str | None = None) -> DrawnPaper:
    """Draw a paper up for a case, in the language of the case or in another; where it may not be, say why."""
    linked = decider.program.papers[name]
    facts = decider.program.facts
    wanted = {fact: facts[fact].read(raw) for fact, raw in linked.paper.supposing.items()}
    supposed = [fact for fact, value in wanted.items() if case.values.get(fact) != value]
    spoken = language or str(case.values.get(LANGUAGE, LANGUAGES[0]))
    case = _stating(case, {**wanted, LANGUAGE: spoken})
    drawn = _drawn(linked, decider.see(case), spoken, supposed)
    approved = linked.paper.approval in decider.open_gates(_stating(case, {MESSAGE_TEXT: drawn.words()}))
    return replace(drawn, approved=approved and not drawn.withheld)


def _stating(case: Case, facts: Mapping[str, Value]) -> Case:
    return replace(case, values=MappingProxyType({**case.values, **facts}))


def _drawn(linked: LinkedPaper, seen: Seen, language: str, supposed: Iterable[str]) -> DrawnPaper:
    namer = Namer(seen, language)
    withheld = reasons_against(linked.paper, seen, namer)
    known = seen.known.setting
    _, certain = linked.matcher.match(known.values)
    drawing = _Drawing(seen, namer, certain, namer.slots())
    blocks = () if withheld else tuple(drawing.blocks(linked.blocks))
    return DrawnPaper(
        linked.paper.id,
        linked.paper.title.speak(language),
        language,
        linked.paper.reader,
        known.contact_day,
        str(known.values.get("currency", "")),
        blocks=blocks,
        missing=tuple(Missing(name, title) for name, title in drawing.missing.items()),
        complete=drawing.complete and not withheld,
        unsaid=tuple(drawing.unsaid),
        removed=tuple(drawing.removed),
        supposed=tuple(namer.fact(name) for name in supposed),
        verdict=namer.title("verdict", seen.decision.verdict),
        codes=seen.decision.compliance.codes,
        sms=seen.decision.script.sms if drawing.scripted else None,
        columns=linked.paper.columns,
        withheld=withheld,
        packs=seen.decision.packs,
    )


@dataclass(slots=True)
class _Drawing:
    """Fills the blocks of one paper, and keeps what was left out on the way."""

    seen: Seen
    namer: Namer
    certain: int
    slots: Mapping[str, Any]
    missing: dict[str, str] = field(default_factory=dict)
    unsaid: dict[str, None] = field(default_factory=dict)
    removed: dict[Removed, None] = field(default_factory=dict)
    complete: bool = True
    scripted: bool = False

    def blocks(self, linked: Iterable[LinkedBlock]) -> Iterator[DrawnBlock]:
        """Give the blocks in which anything stands."""
        for one in linked:
            if self.certain & one.mask:
                drawn = self._block(one)
                if drawn.paragraphs or drawn.entries or drawn.parts or drawn.lines or drawn.sign:
                    yield drawn

    def _block(self, linked: LinkedBlock) -> DrawnBlock:
        block = linked.block
        parts = tuple(self._parts(block.title.speak(self.namer.language))) if block.lists == "parts" else ()
        return DrawnBlock(
            block.id,
            block.title.speak(self.namer.language),
            block.looks,
            paragraphs=(*self._script(block.sections), *self._sentences(linked.sentences)),
            entries=tuple(self._entries(linked.entries)),
            parts=parts,
            total=self._sum(sum((p.amount for p in parts), Decimal(0))) if parts else "",
            lines=tuple(_LINES[block.lists](self)) if block.lists in _LINES else (),
            sign=tuple(self._entries(linked.sign)),
        )

    def _script(self, sections: tuple[str, ...]) -> Iterator[str]:
        """Give the decision's own words, one paragraph a section, with all that was left out of them."""
        if not sections:
            return
        script = self.seen.decision.script
        if not self.scripted:
            self.scripted = True
            self.complete = self.complete and script.usable
            self.missing.update((name, self.namer.slot(name)) for name in script.missing_facts)
            self._left_out()
        for section in script.sections:
            if section.id in sections:
                yield BETWEEN[self.namer.language].join(section.sentences)

    def _left_out(self) -> None:
        for gate, what in self.seen.resolution.removed:
            code = self.seen.program.gates[gate].gate.code
            if code:
                self.removed[Removed(code, self.namer.anything(what), self.namer.gate(gate))] = None
        self.unsaid.update(dict.fromkeys(map(self.namer.anything, self.seen.resolution.unsaid)))

    def _sentences(self, sentences: tuple[LinkedSentence, ...]) -> Iterator[str]:
        """Give each sentence as a paragraph of its own."""
        for sentence in sentences:
            words = self._said(sentence)
            if words:
                yield words

    def _entries(self, entries: tuple[LinkedEntry, ...]) -> Iterator[DrawnEntry]:
        for linked in entries:
            label = linked.entry.label.speak(self.namer.language)
            if linked.said is None or linked.said.sentence.text is None:
                if linked.said is None or self.certain & linked.said.mask:
                    yield DrawnEntry(label, by_hand=linked.entry.space)
                continue
            words = self._said(linked.said)
            if words:
                yield DrawnEntry(label, words)
            elif words is not None and not linked.said.sentence.optional:
                yield DrawnEntry(label, missing=True)

    def _said(self, linked: LinkedSentence) -> str | None:
        """Give the words; an empty text where a slot is empty, None where the sentence is not to be said at all."""
        sentence = linked.sentence
        if not self.certain & linked.mask or not self._passes(sentence.claim):
            return None
        text, empty = fill(linked.words[self.namer.language], self.slots, self.namer.language)
        lacking = (name for name in empty if not (sentence.optional and name.startswith(_DECIDED)))
        self.missing.update((name, self.namer.slot(name)) for name in lacking)
        self.complete = self.complete and (not empty or sentence.optional)
        return "" if empty else text

    def _passes(self, claim: str) -> bool:
        state = self.namer.state(claim) if claim else True
        if state is None:
            self.unsaid[self.namer.gate(claim)] = None
        elif not state:
            title, code = self.namer.gate(claim), self.seen.program.gates[claim].gate.code
            self.removed[Removed(code, title, title)] = None
        return bool(state)

    def _parts(self, title: str) -> Iterator[DrawnPart]:
        """Give the parts of the offer; without any the paper is not complete."""
        parts = self.seen.decision.offer.parts
        if not parts:
            self.missing["offer.parts"] = title
            self.complete = False
        for number, p in enumerate(parts, 1):
            yield DrawnPart(number, p.at, p.amount, full_day(p.at, self.namer.language), self._sum(p.amount))

    def _sum(self, amount: Decimal) -> str:
        return full_amount(amount, str(self.slots["currency"]), self.namer.language)

    def _tasks(self) -> Iterator[str]:
        for task in self.seen.decision.follow_up:
            what, who = self.namer.title("tasks", task.kind), self.namer.title("role", task.owner)
            yield f"{self._when(task.at)} · {what} · {who}"

    def _when(self, at: date | datetime) -> str:
        language, today = self.namer.language, self.slots[CONTACT_DAY]
        return moment(at, language, today) if hasattr(at, "hour") else full_day(at, language)

    def _pauses(self) -> Iterator[str]:
        for pause in pauses(self.seen.known.setting.values) or ():
            days = " – ".join(full_day(day, self.namer.language) for day in (pause.first, pause.last))
            yield " · ".join(filter(None, (days, pause.reason)))

    def _items(self) -> Iterator[str]:
        """Give a line an item that is late, where there are several."""
        late = late_items(self.seen.known.setting)
        for item in late if len(late) > 1 else ():
            language = self.namer.language
            sums = (full_day(item.due_date, language), days(item.days_overdue, language), self._sum(item.amount))
            yield " · ".join(filter(None, (item.invoice_no, *sums)))


_LINES: Final[Mapping[str, Callable[[_Drawing], Iterator[str]]]] = MappingProxyType(
    {"tasks": _Drawing._tasks, "pauses": _Drawing._pauses, "items": _Drawing._items}  # noqa: SLF001 - its own ways of listing
)
