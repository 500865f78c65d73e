"""What the tests of this room share."""

from __future__ import annotations

import pytest

from tests.meaning.packs import SECTIONS


@pytest.fixture
def section():
    """A section of the script that is spoken in a call."""
    return next(name for name, forms in SECTIONS.items() if "call" in forms and name != "REPLY")
