"""What holds for every value of the room."""

from __future__ import annotations

from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

from dunning_rules import model

VALUES = sorted(
    {
        kind
        for found in iter_modules(model.__path__, "dunning_rules.model.")
        for kind in vars(import_module(found.name)).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == found.name
    },
    key=lambda kind: kind.__qualname__,
)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__qualname__)
def test_a_value_that_travels_is_frozen(kind):
    assert kind.__dataclass_params__.frozen


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__qualname__)
def test_a_value_that_travels_takes_no_field_that_is_not_its_own(kind):
    assert "__slots__" in vars(kind)
