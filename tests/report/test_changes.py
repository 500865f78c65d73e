"""Changes of files as a diff and in words."""

from __future__ import annotations

from dunning_rules.model.change import Change
from dunning_rules.place import Place
from dunning_rules.report.changes import as_diff, as_words

CHANGED = Change("a.yaml", "x: 1\r\ny: 2\r\n", "x: 1\r\ny: 3\r\n")
SAME = Change("b.yaml", "x: 1\n", "x: 1\n")
LEFT = Change("c.yaml", "x: 1\n", "x: 1\n", (Place("c.yaml", 1, 3), "a comment"))


def test_a_diff_shows_only_what_changes():
    assert as_diff([SAME, CHANGED, LEFT]).splitlines() == [
        "--- a.yaml\tas it is",
        "+++ a.yaml\tas it would be",
        "@@ -1,2 +1,2 @@",
        " x: 1",
        "-y: 2",
        "+y: 3",
    ]


def test_in_words_what_was_left_alone_comes_first():
    assert as_words([CHANGED, SAME, LEFT], "formatted").splitlines() == [
        "c.yaml:1:3: left alone: a comment",
        "formatted a.yaml",
        "3 files, 1 formatted",
    ]
