"""The words of reports in Chinese and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENGLISH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "Dunning work list",
        "as_of": "as of",
        "packs": "Packs",
        "totals": "Totals",
        "stage": "Stage",
        "segment": "Segment",
        "risk_tier": "Risk",
        "tone": "Tone",
        "verdict": "Verdict",
        "action": "First action",
        "count": "Items",
        "sum": "Amount",
        "cases": "Items",
        "errors": "Lines that could not be decided",
        "line": "Line",
        "lines": "lines",
        "item": "Item",
        "customer": "Customer",
        "days": "Days",
        "amount": "Amount",
        "who": "Who and how",
        "when": "Best time",
        "next": "Next actions",
        "offer": "Offer",
        "later": "Later",
        "script": "Script (a draft for a person)",
        "why": "Why",
        "removed": "Taken out",
        "unsaid": "Left unsaid, not known to be true",
        "codes": "Look at",
        "notes": "Notes",
        "problem": "Problem",
        "draft": "Every text here is a draft. A person approves it before anything is sent.",
        "missing": "Empty in the script",
        "spoken": "How to speak",
        "comma": ", ",
        "sms": "As a text message",
        "none": "none",
    }
)
_CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "催款工作清单",
        "as_of": "截至",
        "packs": "规则包",
        "totals": "汇总",
        "stage": "阶段",
        "segment": "客户分层",
        "risk_tier": "风险",
        "tone": "语气",
        "verdict": "结论",
        "action": "第一步",
        "count": "笔数",
        "sum": "金额",
        "cases": "逐笔",
        "errors": "无法处理的行",
        "line": "行",
        "lines": "行",
        "item": "单据",
        "customer": "客户",
        "days": "天数",
        "amount": "金额",
        "who": "由谁、怎么联系",
        "when": "合适时间",
        "next": "下一步",
        "offer": "方案",
        "later": "后续",
        "script": "话术（草稿，需人工审核）",
        "why": "理由",
        "removed": "已去掉",
        "unsaid": "没有说，未证实",
        "codes": "留意",
        "notes": "备注",
        "problem": "问题",
        "draft": "这里的每段话都是草稿，发出之前由人审核。",
        "spoken": "怎么说",
        "comma": "、",
        "missing": "话术里空着的",
        "sms": "短信长度",
        "none": "无",
    }
)


_NAMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "negative": ("消极型", "negative"),
        "sales_led": ("销货型", "sales-led"),
        "payment_led": ("回款型", "payment-led"),
        "strategic": ("战略型", "strategic"),
        "unclassified": ("未分层", "unclassified"),
        "low": ("低", "low"),
        "medium": ("中", "medium"),
        "high": ("高", "high"),
        "CLOSED": ("已结清", "closed"),
        "M4_PLUS": ("M3以后", "beyond M3"),
    }
)


def named(value: str, language: str) -> str:
    """Give the name for people of a stage, a segment or a tier; others are their own name."""
    chinese, english = _NAMES.get(value, (value, value))
    return chinese if language == "zh-CN" else english


def words(language: str) -> Mapping[str, str]:
    """Give the words of a report in a language."""
    return _CHINESE if language == "zh-CN" else _ENGLISH
