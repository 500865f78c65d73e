"""The words of a difference in Chinese and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOTH: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "none": ("没有差别", "no differences"),
        "title": ("规则包的改动", "What this change does to the rules"),
        "pack": ("规则包", "pack"),
        "version": ("版本", "version"),
        "step": ("版本号升级", "step of the version"),
        "required": ("需要的升级", "needed"),
        "stated": ("实际的升级", "taken"),
        "step none": ("不变", "none"),
        "step patch": ("修订号", "patch"),
        "step minor": ("次版本号", "minor"),
        "step major": ("主版本号", "major"),
        "too small": ("版本号升得不够", "the version moved less far than this change needs"),
        "enough": ("版本号升级足够", "the version moved far enough"),
        "same": ("不需要升级版本号", "nothing asks for another version"),
        "why": ("版本号为什么要升", "Why the version must move"),
        "what": ("改了什么", "What changed"),
        "key": ("键", "key"),
        "was": ("原来", "was"),
        "is": ("现在", "is"),
        "how": ("怎样", "how"),
        "added": ("新增", "added"),
        "removed": ("删除", "removed"),
        "changed": ("修改", "changed"),
        "moved": ("移动", "moved"),
        "renamed": ("改名", "renamed"),
        "renamed from": ("原名", "was called"),
        "words": ("只改了文字", "only words"),
        "name added": ("新增名称", "a name is added"),
        "decisions": ("决定可能改变", "decisions may change"),
        "name removed": ("外部可能用到的名称没有了", "a name that others may rely on is gone"),
        "name renamed": ("外部可能用到的名称改了", "a name that others may rely on is another"),
        "fact required": ("这项事实成了必填", "the fact must be stated now"),
        "fact narrowed": ("这项事实能填的值变少了", "the fact takes fewer values than it did, or means another thing"),
        "loosened": ("可能比原来放得宽", "it may hold back less than it did"),
        "kind pack": ("规则包", "pack"),
        "kind fact": ("事实", "fact"),
        "kind derived fact": ("推导事实", "derived fact"),
        "kind check": ("数据核对", "check"),
        "kind parameter": ("参数", "parameter"),
        "kind objection": ("异议", "objection"),
        "kind value": ("声明的值", "declared value"),
        "kind order": ("先后次序", "order"),
        "kind offer": ("方案", "offer"),
        "kind consequence": ("后果", "consequence"),
        "kind gate": ("条件门", "gate"),
        "kind rule": ("规则", "rule"),
        "kind script": ("话术", "script"),
        "kind paper": ("文书", "paper"),
        "kind trigger": ("触发词", "trigger"),
        "kind cue": ("禁忌说法", "cue"),
        "kind word list": ("词表", "word list"),
        "kind spelling": ("写法", "spelling"),
        "regions": ("哪些案件的决定会变", "Which cases are decided otherwise"),
        "not asked": (
            "没有查案件的决定是否会变，因为这些事实的类型变了",
            "Which cases change was not asked, since these facts are of another kind",
        ),
        "region count": ("类", "regions"),
        "any case": ("任何案件", "any case"),
        "for example": ("例如", "for example"),
        "ledger": ("台账", "Ledger"),
        "items": ("笔", "items"),
        "otherwise": ("笔的决定改变", "decided otherwise"),
        "moves": ("结果变了的单据", "Items that moved"),
        "touched": ("改变的部分", "parts that differ"),
        "amount": ("金额", "amount"),
        "count": ("笔数", "items"),
        "outcome": ("结果", "outcome"),
        "cases": ("案件", "Cases"),
        "cases otherwise": ("件的决定改变", "decided otherwise"),
        "stage": ("阶段", "stage"),
        "verdict": ("结论", "verdict"),
        "tone": ("语气", "tone"),
        "channel": ("渠道", "channel"),
        "action": ("第一步", "first action"),
        "offer": ("方案", "offer"),
    }
)


def words(language: str) -> Mapping[str, str]:
    """Give the words of a difference in a language; any language but ``zh-CN`` gets English."""
    return {key: both[language != "zh-CN"] for key, both in _BOTH.items()}
