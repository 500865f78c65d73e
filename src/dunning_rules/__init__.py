"""Debt-collection know-how as rules: packs in, one explained decision out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dunning_rules._api import Engine, load_engine
    from dunning_rules._authoring import diff_packs, lint_packs, run_pack_tests
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
    "diff_packs",
    "lint_packs",
    "load_engine",
    "run_pack_tests",
]

_ROOMS = {
    "_api": ("Engine", "load_engine"),
    "_authoring": ("diff_packs", "lint_packs", "run_pack_tests"),
    "errors": ("CaseError", "DunningRulesError", "PackError", "UsageError"),
    "model.case": ("Case",),
    "model.decision": ("Decision", "Reason"),
    "model.finding": ("Finding",),
    "model.pack": ("Pack",),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Fetch a public name from its room when it is first asked for, so that `import dunning_rules` costs nothing."""
    for room, names in _ROOMS.items():
        if name in names:
            found = getattr(import_module(f"{__name__}.{room}"), name)
            globals()[name] = found
            return found
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
