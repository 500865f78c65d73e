"""A decision in words: what, why, what could not be told, what was left out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dunning_rules.model.decision import Decision, Reason, SmsLength

_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {
            "verdict": "verdict",
            "class": "case",
            "tone": "tone",
            "who": "who and how",
            "next": "next",
            "offer": "offer",
            "words": "words from",
            "holds": "on hold",
            "says": "named as consequences",
            "spoken": "how to speak",
            "cards": "be ready for",
            "documents": "to have at hand",
            "deadline": "deadline",
            "contact": "contact",
            "later": "later",
            "why": "why",
            "cannot": "could not be told",
            "removed": "taken out",
            "unsaid": "left unsaid (not known to be true)",
            "unanswered": "said too, not answered yet",
            "assumed": "assumed from the creditor's file",
            "problems": "what is wrong with the data",
            "missing": "empty in the script",
            "sms": "as a text message",
            "sms length": "{encoding}, {units} units, {segments}",
            "one": "one segment",
            "more": "{segments} segments, longer than one",
            "applied": "applied all the same",
            "not so": "not so",
        },
        "zh-CN": {
            "verdict": "结论",
            "class": "案件",
            "tone": "语气",
            "who": "由谁、怎么联系",
            "next": "下一步",
            "offer": "方案",
            "words": "话术出自",
            "holds": "暂停",
            "says": "说明的后果",
            "spoken": "怎么说",
            "cards": "可能会说",
            "documents": "需备文件",
            "deadline": "期限",
            "contact": "联系时间",
            "later": "后续",
            "why": "理由",
            "cannot": "无法判断",
            "removed": "已去掉",
            "unsaid": "没有说（未证实）",
            "unanswered": "对方还说到、这次没有答复",
            "assumed": "按我方档案默认",
            "problems": "资料问题",
            "missing": "话术里空着的",
            "sms": "短信长度",
            "sms length": "{encoding}编码，{units}个单位，{segments}",
            "one": "一条",
            "more": "要拆成{segments}条，超过一条的长度",
            "applied": "仍然适用",
            "not so": "不成立",
        },
    }
)


def explained(decision: Decision, language: str = "en") -> str:
    """Write a decision and its reasons down, one thought a line."""
    words = _WORDS["zh-CN" if language == "zh-CN" else "en"]
    found = [*_answer(decision, words), *_reasons(decision, words, language), *_leftovers(decision, words)]
    if decision.script.sms:
        found.append(f"{words['sms']}: {sms_said(decision.script.sms, language)}")
    return "\n".join(found)


def sms_said(sms: SmsLength, language: str) -> str:
    """Say how long a text message is, and that it is longer than one segment where it is."""
    words = _WORDS["zh-CN" if language == "zh-CN" else "en"]
    segments = words["one"] if sms.segments == 1 else words["more"].format(segments=sms.segments)
    return words["sms length"].format(encoding=sms.encoding, units=sms.units, segments=segments)


def _answer(decision: Decision, words: Mapping[str, str]) -> Iterator[str]:
    yield f"{words['verdict']}: {' '.join((decision.verdict, *decision.compliance.codes))}"
    described = (decision.stage, decision.segment, decision.risk_tier, *decision.tags)
    yield f"{words['class']}: {', '.join(filter(None, described)) or '-'}"
    yield f"{words['tone']}: {', '.join(filter(None, (decision.tone.name, *decision.tone.modifiers))) or '-'}"
    yield f"{words['who']}: {decision.role or '-'}, {decision.channel}"
    yield f"{words['next']}: {', '.join(decision.next_actions) or '-'}"
    yield f"{words['offer']}: {_offer(decision)}"
    lists = (
        ("words", [name for s in decision.script.sections for name in s.snippets]),
        ("holds", [f"{h.id} ({h.stops})" for h in decision.holds]),
        ("says", decision.consequences),
        ("spoken", decision.delivery_notes),
        ("cards", decision.reply_cards),
        ("documents", decision.documents),
        ("deadline", [f"{d.at} {d.kind}" for d in decision.deadlines]),
        ("contact", [f"{m:%Y-%m-%d %H:%M}" for m in (decision.contact.next_preferred or decision.contact.next_allowed,) if m]),
    )
    yield from (f"{words[name]}: {', '.join(found)}" for name, found in lists if found)
    for task in decision.follow_up:
        yield f"{words['later']}: {task.at} {task.kind} ({task.owner})"


def _offer(decision: Decision) -> str:
    parts = ", ".join(f"{p.at} {p.amount}" for p in decision.offer.parts)
    return f"{decision.offer.id} ({parts})" if parts else decision.offer.id


def _reasons(decision: Decision, words: Mapping[str, str], language: str) -> Iterator[str]:
    yield f"{words['why']}:"
    yield from (f"  {_reason(r, language)}" for r in decision.trace.fired)


def _reason(reason: Reason, language: str) -> str:
    source = ", ".join(reason.rows)
    ground = "; ".join(filter(None, (source, reason.policy and f"policy: {reason.policy}")))
    title = reason.title.speak(language)
    if reason.gate:
        title = f"不成立：{title}" if language == "zh-CN" else f"not so: {title}"
    name = "/".join(filter(None, (reason.pack, reason.rule)))
    return f"[{reason.layer}] {title} ({'; '.join(filter(None, (name, ground)))})"


def _leftovers(decision: Decision, words: Mapping[str, str]) -> Iterator[str]:
    for untold in decision.trace.cannot_tell:
        if untold.applied:
            yield f"{words['cannot']}: {untold.rule} <- {', '.join(untold.facts)} ({words['applied']})"
    for removed in decision.compliance.removed:
        yield f"{words['removed']}: {removed.what} {removed.code} <- {words['not so']}: {removed.why}"
    lists = (
        ("unsaid", decision.trace.unsaid),
        ("unanswered", decision.trace.unanswered),
        ("problems", decision.problems),
        ("missing", decision.script.missing_facts),
        ("assumed", decision.assumed),
    )
    for name, values in lists:
        if values:
            yield f"{words[name]}: {', '.join(values)}"
