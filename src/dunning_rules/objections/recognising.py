"""Recognise objections in what a debtor says: by phrases that show them, and by a learned scorer that weighs the rest.

What is sure enough is taken; what is not stays a candidate and is never acted upon.  For objections that protect a person
from harm less certainty is asked: to hear one too often costs a call back, to miss one may cost a life.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dunning_rules.model.words import Heard, Recognition
from dunning_rules.text.looking import LookOut
from dunning_rules.text.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dunning_rules.model.words import Learned, Trigger
    from dunning_rules.text.lexicon import Lexicon
    from dunning_rules.text.matching import Hit
    from dunning_rules.text.tokens import Tokens

NOTHING: Final = "none"
"""The label of examples that raise nothing."""

PHRASE_ODDS: Final = 15.0
"""A phrase makes its objection so many times as likely as the scorer alone takes it to be …"""

PHRASE_FLOOR: Final = 0.03
"""… and no less likely than this before all shares are made to sum to 1 again."""

UNLEARNED_SHARE: Final = 0.5
"""The share a phrase gives to an objection of which the scorer knows nothing, as those that a pack adds."""

RAISED: Final = 0.55
"""Something is raised when all objections together have this share; below it there are only candidates."""

FIRST: Final = 0.1
SECOND: Final = 0.05
"""The shares from which the likeliest objection is taken, and another one beside it."""

PROTECTED: Final = frozenset({"self_harm_or_vulnerable", "cease_contact_request", "legal_representation"})
PROTECTED_SHARE: Final = 0.05
"""For objections that protect a person: a phrase is enough, or this share, whatever else is in the text."""

CANDIDATE: Final = 0.02
MOST: Final = 3


class Recogniser:
    """Recognises objections.  Deterministic, and safe to share between threads.

    ``under`` maps every declared objection to its parent, or to nothing; an objection that is found makes its parent
    superfluous.  What the scorer knows and no pack declares is not heard.
    """

    def __init__(self, triggers: Sequence[Trigger], lexicon: Lexicon, learned: Learned | None, under: Mapping[str, str]) -> None:
        self._names = [t.objection for t in triggers]
        self._looks = LookOut([t.wanted for t in triggers], lexicon)
        self._reader = lexicon.reader
        self._scorer = Scorer(learned) if learned else None
        self._under = under

    def recognise(self, text: str) -> Recognition:
        """Give the objections in a text, the surest first."""
        tokens = self._reader.read(text)
        if not tokens.words:
            return Recognition(text)
        shown: dict[str, list[Hit]] = {}
        for number, hits in self._looks.look(tokens).items():
            shown.setdefault(self._names[number], []).extend(hits)
        shares = self._shares(tokens, shown)
        raised = 1 - shares.pop(NOTHING, 0.0)
        ranked = sorted(shares, key=lambda name: (-shares[name], name))
        taken = self._taken(ranked, shares, shown, raised)
        heard = [self._heard(n, shares[n], shown.get(n, ()), tokens) for n in taken or ranked[:MOST]]
        return Recognition(text, tuple(heard)) if taken else Recognition(text, unsure=tuple(heard))

    def _shares(self, tokens: Tokens, shown: Mapping[str, object]) -> dict[str, float]:
        """Join what phrases show with what the scorer weighs; give what is at least a candidate, and NOTHING."""
        weighed = self._scorer.shares(tokens, CANDIDATE / 2) if self._scorer else {}
        shares = {name: share for name, share in weighed.items() if name in self._under or name == NOTHING}
        for name in shown:
            floor = PHRASE_FLOOR if self._learned(name) else UNLEARNED_SHARE
            shares[name] = max(PHRASE_ODDS * shares.get(name, 0.0), floor)
        for name in (n for n in shown if not self._learned(n)):
            shares[name] = max(shares[name], shares.get(self._learned_above(name), 0.0))
        whole = sum(shares.values()) or 1.0
        return {name: share / whole for name, share in shares.items() if share >= CANDIDATE * whole or name == NOTHING}

    def _learned(self, name: str) -> bool:
        return self._scorer is not None and name in self._scorer.labels

    def _learned_above(self, name: str) -> str:
        """Name what the scorer takes an objection for that it never learned: the nearest one above that it did."""
        above = self._under.get(name, "")
        while above and not self._learned(above):
            above = self._under.get(above, "")
        return above

    def _taken(self, ranked: Sequence[str], shares: Mapping[str, float], shown: Mapping[str, object], raised: float) -> list[str]:
        """Choose what is sure enough; a parent is left out where its child was taken."""
        taken: list[str] = []
        for name in ranked:
            if name in PROTECTED:
                sure = name in shown or shares[name] >= PROTECTED_SHARE
            else:
                sure = raised >= RAISED and shares[name] >= (SECOND if taken else FIRST)
            if sure:
                taken.append(name)
        parents = {self._under.get(name) for name in taken}
        kept = sorted((name for name in taken if name not in parents), key=lambda name: name not in PROTECTED)[:MOST]
        return [name for name in taken if name in kept]

    def _heard(self, name: str, score: float, hits: Sequence[Hit], tokens: Tokens) -> Heard:
        """Say what was heard, with the words that show it."""
        spans = {(h.first, h.after) for h in hits}
        if not spans and self._scorer and (strongest := self._scorer.strongest(tokens, name)):
            spans = {strongest}
        return Heard(name, round(score, 3), tokens.pieces(spans))
