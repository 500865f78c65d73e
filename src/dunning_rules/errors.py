"""Every exception of the library.

An exception means that a call cannot go on.  What is wrong with a *pack* is a finding, a value that can be
listed, sorted and printed; :class:`PackError` carries all findings at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dunning_rules.model.finding import Finding


class DunningRulesError(Exception):
    """The root: catch it to catch everything this library raises on purpose."""


class UsageError(DunningRulesError):
    """A call, a command line or an input file that cannot be used as it is."""


class PackError(DunningRulesError):
    """Packs that cannot be loaded; ``findings`` says all that is wrong, each with its place."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(f"{f.place}: {f.code} {f.message}" for f in self.findings)


class CaseError(DunningRulesError):
    """All bad facts of one case: ``problems`` maps each fact to what is wrong with it."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(self.problems.values())
