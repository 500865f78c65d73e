"""What docs/how-to/run-a-ledger.md shows is what happens."""

import re
from pathlib import Path

import pytest

from dunning_rules.errors import UsageError

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "run-a-ledger.md"


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


LEDGER = blocks("csv")[0]
MAPPING = blocks("yaml")[0]


@pytest.fixture
def lines(ledgers):
    return ledgers.text(LEDGER, mapping=MAPPING)


def test_errors_are_those_shown(lines):
    assert "".join(f"line {line.number}: {line.error}\n" for line in lines if line.error) == blocks("text")[0]


def test_credit_is_noted_as_shown(lines):
    assert [f"{line.note}\n" for line in lines if line.credit_left is not None] == [blocks("text")[2]]


def test_items_are_decided_as_told(lines):
    found = {line.id: (str(line.amount), line.decision.stage, line.decision.verdict) for line in lines if line.decision}
    assert found == {
        "000417": ("11150.00", "M1", "allow"),
        "000418": ("0.00", "M2", "allow"),
        "000419": ("0", "CLOSED", "allow"),
        "000420": ("980.00", "M1", "hold"),
    }


def test_item_not_issued_yet_is_passed_over(ledgers):
    assert ledgers.start(LEDGER, mapping=MAPPING).not_issued == 1


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("column: Due,", "column: Due date,", 0),
        ("prior_late_count:", "prior_late_counts:", 1),
        ('Due, format: "%d/%m/%Y"', 'Due, format: "%d/%m"', 2),
    ],
)
def test_slips_of_the_mapping_are_told_as_shown(ledgers, old, new, shown):
    with pytest.raises(UsageError) as error:
        ledgers.start(LEDGER, mapping=MAPPING.replace(old, new))
    assert str(error.value).startswith(blocks("text")[1].splitlines()[shown].removesuffix("…"))
