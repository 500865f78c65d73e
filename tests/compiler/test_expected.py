"""A pack test that names what is not there is a finding, not a success."""

from __future__ import annotations

import pytest

from tests.meaning.both import compiled, gate, rule, vocabulary


def found(expect):
    case = {"name": "x", "as_of": "2026-11-25T14:00+08:00", "facts": {}, "expect": expect}
    documents = [*vocabulary(), rule("wait-first", {"role": "clerk"}), gate("is_open", {"agreed": True})]
    return [f.message for f in compiled([*documents, {"kind": "test", "cases": [case]}])[1]]


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"not_fired": "wait-frist"}, "unknown rule `wait-frist` in `not_fired`"),
        ({"fired": ["wait-first", "nobody"]}, "unknown rule `nobody` in `fired`"),
        ({"next_actions": ["wiat"]}, "unknown next_actions `wiat` in `next_actions`"),
        ({"never_says": "intrest"}, "unknown consequences `intrest` in `never_says`"),
        ({"offer": {"id": "plam"}}, "unknown offer `plam` in `offer`"),
        ({"channel": "fone"}, "unknown channel `fone` in `channel`"),
    ],
)
def test_what_is_not_there_cannot_be_expected(expect, said):
    assert found(expect) == [said]


@pytest.mark.parametrize(
    "expect",
    [
        {"not_fired": ["wait-first", "is_open"]},
        {"offer": "none"},
        {"offer": {"payable": 5}},
        {"says": ["interest"], "role": None},
        {"verdict": "allow", "words": ["anything"]},
    ],
)
def test_what_is_there_can_be_expected(expect):
    assert found(expect) == []
