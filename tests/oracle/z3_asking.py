"""Asks z3 many questions at once."""

from __future__ import annotations

import z3


class Oracle:
    """One solver for one program or several: what some case shows."""

    def __init__(self, *decisions, checked=True):
        """With ``checked`` the data of every case has problems where a check finds them."""
        self.solver = z3.Solver()
        for decision in decisions:
            self.solver.add(*decision.laws(checked=checked))

    def possible(self, questions):
        """The questions that have a case: each case found answers all that it shows."""
        left = self._asked(questions)
        found = set()
        while left:
            key, asked = next(iter(left.items()))
            answer = self.solver.check(asked)
            assert answer != z3.unknown, (key, self.solver.reason_unknown())
            shown = self._shown(left) if answer == z3.sat else set()
            found |= shown
            left = {k: q for k, q in left.items() if k not in shown | {key}}
        return found

    def held(self, questions, *cases):
        """For each case, given as conditions that leave nothing open, the questions that hold in it."""
        asked = self._asked(questions)
        for case in cases:
            self.solver.push()
            self.solver.add(*case)
            yield self._shown(asked) if self.solver.check() == z3.sat else None
            self.solver.pop()

    def _asked(self, questions):
        asked = {key: z3.FreshBool() for key in questions}
        self.solver.add(*(asked[key] == where for key, where in questions.items()))
        return asked

    def _shown(self, asked):
        model = self.solver.model()
        return {key for key, q in asked.items() if z3.is_true(model.eval(q, model_completion=True))}
