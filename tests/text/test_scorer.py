from __future__ import annotations

from math import exp, isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.model.words import Learned
from dunning_rules.text.scorer import Scorer, runs_of
from tests.text.reading import READ

LEARNED = Learned(
    ("broke", "none", "paid"),
    100,
    {"broke": -20, "none": 30, "paid": 0},
    {
        "没 钱": {"broke": 250, "none": -120},
        "没": {"broke": 40},
        "还 了": {"paid": 300, "broke": -90},
        "还 了 $": {"paid": 110},
        "#": {"paid": 55},
        "paym*": {"paid": 80},
        "payment": {"paid": 20},
        "paymen*": {"paid": 7},
        "^ 好": {"none": 200},
    },
)
SCORER = Scorer(LEARNED)


def plainly(text):
    """Weigh a text as the docstring of the scorer says, in plain numbers."""
    found = [" ".join(run) for run in runs_of(READ(text))]
    known = [LEARNED.weights[run] for run in found if run in LEARNED.weights]
    root = sqrt(len(known) or 1)
    sums = {k: sum(w.get(k, 0) for w in known) / 100 / root + LEARNED.bias[k] / 100 for k in LEARNED.labels}
    whole = sum(map(exp, sums.values()))
    return {label: exp(value) / whole for label, value in sums.items()}


@given(st.lists(st.sampled_from(["没", "钱", "还", "了", "好", "300", "payment", "x"]), max_size=8).map(" ".join))
def test_many_labels_are_weighed_at_once_as_each_by_itself(text):
    shares, expected = SCORER.shares(READ(text)), plainly(text)
    if shares:
        assert all(isclose(shares[label], expected[label], abs_tol=1e-9) for label in LEARNED.labels)
    else:
        assert not any(" ".join(run) in LEARNED.weights for run in runs_of(READ(text)))


def test_labels_with_a_small_share_are_left_out():
    shares = SCORER.shares(READ("没钱"))
    least = sorted(shares.values())[1]
    assert SCORER.shares(READ("没钱"), least) == {label: share for label, share in shares.items() if share >= least}


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("我没钱", "broke", (1, 3)),
        ("钱还了", "paid", (1, 3)),
        ("好", "none", (0, 1)),
        ("我没钱", "paid", None),
        ("", "paid", None),
        ("没没钱", "none", None),
    ],
)
def test_the_words_that_speak_most_for_a_label_are_known(text, label, found):
    assert SCORER.strongest(READ(text), label) == found


def test_runs_have_one_to_three_words_and_beginnings():
    assert [" ".join(run) for run in runs_of(READ("payment 5"))] == [
        "^ payment",
        "^ payment #",
        "payment",
        "payment #",
        "payment # $",
        "#",
        "# $",
        "paym*",
        "paymen*",
    ]
