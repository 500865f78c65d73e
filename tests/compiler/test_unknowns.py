"""Rules that guard or restrain say what an unknown fact means."""

from __future__ import annotations

import pytest

from tests.meaning.both import rule, vocabulary
from tests.meaning.packs import compiled

ASKED = {"days": 1}


def found(then, when=ASKED, **more):
    document = rule("r", then, when, if_unknown=None, **more)
    del document["rules"][0]["if_unknown"]
    return [(f.code, f.message, f.help) for f in compiled([*vocabulary(), document])[1]]


@pytest.mark.parametrize(
    ("then", "layer", "why"),
    [
        ({"codes": ["C-ONE"]}, "law", "it stands in layer law"),
        ({"role": "clerk"}, "law", "it stands in layer law"),
        ({"tone": {"soft_cap": "plain"}}, "stage", "it caps a level"),
        ({"tone": {"hard_cap": "plain"}}, "stage", "it caps a level"),
        ({"verdict": "review"}, "stage", "it sets a verdict"),
        ({"holds": [{"hold": "manual", "stops": "whole"}]}, "stage", "it sets holds"),
        ({"codes": ["C-ONE"]}, "stage", "it sets codes"),
    ],
)
def test_a_rule_must_say_what_not_knowing_means_where(then, layer, why):
    help_ = "`apply` protects the debtor where the fact is missing; `skip` needs a reason to be safe"
    assert found(then, layer=layer) == [("DR208", f"the rule `r` must say `if_unknown`: {why}", help_)]


@pytest.mark.parametrize("then", [{"role": "clerk"}, {"tone": {"base": "plain"}}, {"tone": {"floor": "plain"}}])
def test_a_rule_that_neither_guards_nor_restrains_need_not(then):
    assert found(then) == []


def test_a_rule_that_asks_nothing_need_not():
    assert found({"codes": ["C-ONE"]}, None, layer="law") == []
