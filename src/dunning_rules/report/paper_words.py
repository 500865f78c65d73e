"""What stands around the words of a paper, in Chinese and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOTH: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "draft": ("草稿：须经人工审核批准，才能使用。", "Draft: to be approved by a person before it is used."),
        "approved": ("已由人工批准。", "Approved by a person."),
        "incomplete": ("有缺项，清单在文末。", "Something is missing; the list is at the end."),
        "missing_here": ("待补", "to be added"),
        "notes": ("给审核人（不随文书发出）", "For the reviewer (not part of the document)"),
        "missing": ("缺的资料", "Missing"),
        "unsaid": ("没有写，未证实", "Left out, not known to be true"),
        "removed": ("已去掉，不属实或没有依据", "Taken out, not true or without ground"),
        "supposed": ("按以下情况写", "Written as if this were so"),
        "hits": ("文本审计", "Wording audit"),
        "verdict": ("结论", "Verdict"),
        "codes": ("留意", "Look at"),
        "sms": ("短信长度", "Length as a text message"),
        "fingerprint": ("文本指纹（SHA-256）", "Fingerprint of the text (SHA-256)"),
        "packs": ("规则包", "Packs"),
        "number": ("期次", "No."),
        "due": ("最晚付款时间", "No later than"),
        "by": ("{day}24:00", "24:00 on {day}"),
        "amount": ("金额", "Amount"),
        "total": ("合计", "Total"),
        "date": ("日期", "Date"),
        "no_paper": ("没有生成：{title}", "Not drawn up: {title}"),
        "needs": ("需要的{outcome}：{wanted}；这里是：{found}", "needs as {outcome}: {wanted}; here it is: {found}"),
        "needs_gate": ("条件不成立：{wanted}", "this does not hold: {wanted}"),
        "needs_facts": ("条件无法判断：{wanted}；缺：{found}", "this cannot be told: {wanted}; unknown: {found}"),
        "none": ("无", "none"),
        "or": ("或", " or "),
        "and": ("、", ", "),
        "channel": ("渠道", "channel"),
        "form": ("形式", "form"),
        "offer": ("方案", "offer"),
        "documents": ("文件", "documents"),
        "records": ("记录", "records"),
        "next_actions": ("下一步", "next actions"),
    }
)


def paper_words(language: str) -> Mapping[str, str]:
    """Give the words in a language."""
    return {key: chinese if language == "zh-CN" else english for key, (chinese, english) in _BOTH.items()}
