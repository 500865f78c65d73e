"""What words lead to is looked up: objections, gates and codes; a list or a cue stands once."""

from __future__ import annotations

import pytest

from dunning_rules.compiler.passes import compile_packs
from tests.meaning.packs import packed

CODES = {"kind": "outcome", "outcome": "codes", "values": [{"id": "C-FEE", "title": "x"}]}
OBJECTIONS = {"kind": "objections", "objections": [{"id": "forgot", "title": "x"}]}
GATE = {"id": "agreed", "title": "x", "when": {"due": True}, "because": {"policy": "x", "owner": "x"}}
GATES = {"kind": "gates", "gates": [GATE]}
FACTS = {"kind": "facts", "facts": {"due": {"type": "flag", "title": "x", "meaning": "x"}}}
SAID = {"zh-CN": ["忘了"]}


def trigger(objection):
    return {"kind": "triggers", "objection": objection, "phrases": SAID}


def cues(*codes, **keys):
    body = {"title": "x", "category": "threat", "severity": "evidence", "reason": "x", "phrases": SAID, **keys}
    return {"kind": "cues", "cues": [{"code": code, **body} for code in codes]}


def words(*ids):
    return {"kind": "words", "words": [{"id": name, "meaning": "x", "zh-CN": ["忘了"]} for name in ids]}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (trigger("forgot"), []),
        (trigger("forgott"), [("DR202", "unknown objection `forgott`")]),
        (cues("W-X", gate="agreed", compliance="C-FEE"), []),
        (cues("W-X", gate="agred"), [("DR202", "unknown gate `agred`")]),
        (cues("W-X", compliance="C-FE"), [("DR202", "unknown code `C-FE`")]),
        (cues("W-X", "W-X"), [("DR201", "the cue `W-X` stands twice")]),
        (words("pay", "pay"), [("DR201", "the word list `pay` stands twice")]),
    ],
)
def test_what_words_lead_to_is_declared(document, found):
    _, findings = compile_packs((packed([FACTS, GATES, CODES, OBJECTIONS, document]),))
    assert [(f.code, f.message) for f in findings] == found
