"""Audit a text: a person's or our own, by cues that show a wrong and a learned scorer that notices its like.

A cue says for certain what is wrong.  What only sounds like a wrong is blocked when the scorer is sure; where it is less
sure, the finding asks for a person, and stands as long as nobody has approved that very text.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from dunning_rules.model.titles import Titles
from dunning_rules.model.words import CATEGORIES, Evidence, WordingFinding
from dunning_rules.text.looking import LookOut
from dunning_rules.text.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dunning_rules.model.words import Cue, Learned
    from dunning_rules.text.lexicon import Lexicon
    from dunning_rules.text.tokens import Tokens

DECENT: Final = "none"
"""The label of examples that are decent."""

SURE: Final = 0.93
"""All wrongs together have this share: the text is blocked."""

LIKELY: Final = 0.3
"""From this share on a person must look."""

OF_THE_WRONG: Final = 0.15
"""A category is named when it has this part of all that is wrong."""

CLEARLY_DECENT: Final = 0.85
"""Above this share of decency a cue alone does not block: it may be a negation that no near-miss foresaw."""

APPROVED: Final = "text_approved"
"""The gate that a person opens by approving the very text."""

KINDS: Final = {
    **{category: category for category in CATEGORIES},
    "private_payment": "misrepresenting_amount",
    "pretext": "impersonating_authority",
    "denies_rights": "false_legal_threat",
    "pushes_borrowing": "harassment_frequency",
    "false_urgency": "threat",
}
"""The finer labels of our examples, and the category each belongs to."""

_SOUNDS_LIKE: Final = Titles(
    "这句话很像不能说的话，请改写。", "This sounds much like what must not be said; please say it otherwise."
)
_ASKS: Final = Titles("这句话可能不妥，请由人工确认。", "This may be improper; a person should look at it.")
_HIDDEN: Final = Titles("文字里有看不见的字符，不能发出。", "There are invisible characters in the text; it cannot be sent.")


class Auditor:
    """Audits texts.  Deterministic, and safe to share between threads."""

    def __init__(self, cues: Sequence[Cue], lexicon: Lexicon, learned: Learned | None) -> None:
        self._cues = tuple(cues)
        self.looks = LookOut([c.wanted for c in cues], lexicon, by_sound=True)
        self._reader = lexicon.reader
        self._scorer = Scorer(learned) if learned else None

    def audit(self, text: str) -> tuple[WordingFinding, ...]:
        """Give what is wrong with a text, the gravest first."""
        tokens = self._reader.read(text)
        shares = self._scorer.shares(tokens) if self._scorer else {}
        found = [*_hidden(text), *self._shown(tokens, shares.get(DECENT, 0.0))]
        found += self._weighed(tokens, shares, {f.category for f in found})
        return gravest_first(found)

    def audit_script(self, text: str) -> tuple[WordingFinding, ...]:
        """Give what the cues show in one sentence of a pack, the gravest first.

        The author can write it otherwise, so more is asked of it than of what a person wrote, and no decent words around it
        excuse it.  How it sounds is not asked: a sentence alone is too short to tell.
        """
        found = [*_hidden(text), *self._shown(self._reader.read(text), 0.0, script=True)]
        return gravest_first(found)

    def _shown(self, tokens: Tokens, decent: float, *, script: bool = False) -> Iterator[WordingFinding]:
        """Give what the cues show; where everything else in the text speaks for decency, a person decides."""
        for number, hits in self.looks.look(tokens).items():
            cue = self._cues[number]
            if cue.only_scripts and not script:
                continue
            asks = cue.severity == "block" and decent > CLEARLY_DECENT
            yield WordingFinding(
                cue.code,
                cue.category,
                "evidence" if asks else cue.severity,
                cue.compliance or CATEGORIES[cue.category],
                tokens.pieces((h.first, h.after) for h in hits),
                cue.reason,
                cue.sources,
                APPROVED if asks else cue.gate,
                cue.instead,
            )

    def _weighed(self, tokens: Tokens, shares: Mapping[str, float], known: set[str]) -> Iterator[WordingFinding]:
        """Give what the scorer notices beyond what the cues show."""
        wrong = 1 - shares.get(DECENT, 1.0)
        for label, share in shares.items():
            category = KINDS.get(label)
            if self._scorer is None or category is None or category in known or wrong < LIKELY or share < wrong * OF_THE_WRONG:
                continue
            strongest = self._scorer.strongest(tokens, label)
            where = tokens.pieces([strongest]) if strongest else ()
            code, compliance = f"W-LIKE-{label.upper().replace('_', '-')}", CATEGORIES[category]
            if wrong >= SURE:
                yield WordingFinding(code, category, "block", compliance, where, _SOUNDS_LIKE)
            else:
                yield WordingFinding(code, category, "evidence", compliance, where, _ASKS, gate=APPROVED)


def gravest_first(found: Sequence[WordingFinding]) -> tuple[WordingFinding, ...]:
    """Put what blocks before what needs ground, and either in the order of the text."""
    return tuple(sorted(found, key=lambda f: (f.severity != "block", f.evidence[0].start if f.evidence else 0, f.code)))


def _hidden(text: str) -> Iterator[WordingFinding]:
    """Find characters nobody sees, which split a word for a machine but not for a reader."""
    places = [i for i, c in enumerate(text) if unicodedata.category(c) == "Cf" and not _JOINS_EMOJI.get(c)]
    inside = [i for i in places if 0 < i < len(text) - 1 and text[i - 1].isalnum() and text[i + 1].isalnum()]
    if inside:
        where = tuple(Evidence(text[i], i, i + 1) for i in inside)
        yield WordingFinding("W-HIDDEN", "impersonating_authority", "block", "C-FALSE", where, _HIDDEN)


_JOINS_EMOJI: Final = {"\N{ZERO WIDTH JOINER}": True, "\N{VARIATION SELECTOR-16}": True}
