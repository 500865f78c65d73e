"""Debt-collection know-how as rules: packs in, one explained decision out."""

from dunning_rules._api import Engine, lint_packs, load_engine, run_pack_tests
from dunning_rules.errors import CaseError, DunningRulesError, PackError, UsageError
from dunning_rules.model.case import Case
from dunning_rules.model.decision import Decision, Reason
from dunning_rules.model.finding import Finding
from dunning_rules.model.pack import Pack

__all__ = [
    "Case",
    "CaseError",
    "Decision",
    "DunningRulesError",
    "Engine",
    "Finding",
    "Pack",
    "PackError",
    "Reason",
    "UsageError",
    "lint_packs",
    "load_engine",
    "run_pack_tests",
]
