"""Credits net their own debtor: oldest item first, same currency, nothing else touched."""

from decimal import Decimal

import pytest

from tests.batch.ledgers import MAPPING, row


def item(number, amount, due="2026-10-26", **cells):
    return row(No=number, Amount=amount, Due=due, **cells)


def credit(number, amount, **cells):
    return row(No=number, Amount=f"-{amount}", Due="", **cells)


def amounts(lines):
    return {line.id: str(line.amount) for line in lines if line.decision}


def notes(lines):
    return {line.id: line.note for line in lines if line.note}


def test_credit_goes_against_the_item_due_first(ledgers):
    lines = ledgers.run(item("a", "100.00", "2026-11-01"), item("b", "100.00", "2026-10-01"), credit("c", "120.05"))
    assert amounts(lines) == {"a": "79.95", "b": "0.00"}


def test_of_one_day_the_first_in_the_file_goes_first(ledgers):
    lines = ledgers.run(item("a", "100.00"), item("b", "100.00"), credit("c", "30.00"))
    assert amounts(lines) == {"a": "70.00", "b": "100.00"}


def test_credit_may_stand_before_its_items(ledgers):
    lines = ledgers.run(credit("c", "30.00"), item("a", "100.00"))
    assert amounts(lines) == {"a": "70.00"}


def test_engine_asks_for_what_is_left(ledgers):
    mapping = MAPPING.replace("debtor_type: company", "debtor_type: company, language: en")
    line = ledgers.run(item("a", "1000.00"), credit("c", "250.00"), mapping=mapping)[0]
    assert "750" in line.decision.script.text


def test_part_set_off_is_an_unapplied_credit_of_the_case(ledgers):
    facts = ledgers.facts(item("a", "100.00"), credit("c", "30.00"))[0]
    assert (facts["amount_due"], facts["unapplied_credit"]) == (Decimal("100.00"), Decimal("30.00"))


def test_credit_that_a_column_states_counts_as_well(ledgers):
    mapping = MAPPING.replace("  currency:", "  unapplied_credit: {column: Applied}\n  currency:")
    facts = ledgers.facts(item("a", "100.00", Applied="80.00"), credit("c", "30.00"), mapping=mapping)[0]
    assert facts["unapplied_credit"] == Decimal("100.00")


def test_item_that_is_covered_is_not_dunned(ledgers):
    line = ledgers.run(item("a", "100.00"), credit("c", "100.00"))[0]
    assert (line.decision.channel, line.decision.next_actions[0]) == ("none", "agree_statement")


def test_other_customers_are_untouched(ledgers):
    lines = ledgers.run(item("a", "100.00", Customer="1"), item("b", "100.00", Customer="01"), credit("c", "30.00", Customer="1"))
    assert amounts(lines) == {"a": "70.00", "b": "100.00"}


def test_other_currencies_are_untouched(ledgers):
    lines = ledgers.run(item("a", "100.00", Currency="USD"), credit("c", "30.00"))
    assert amounts(lines) == {"a": "100.00"}


def test_disputed_item_is_untouched(ledgers):
    lines = ledgers.run(item("a", "100.00", "2026-10-01", Disputed="yes"), item("b", "100.00"), credit("c", "30.00"))
    assert amounts(lines) == {"a": "100.00", "b": "70.00"}


def test_settled_item_takes_no_credit(ledgers):
    lines = ledgers.run(item("a", "100.00", "2026-10-01", Settled="2026-10-05"), item("b", "100.00"), credit("c", "30.00"))
    assert amounts(lines) == {"a": "0", "b": "70.00"}


def test_item_settled_later_takes_credits_like_any_open_one(ledgers):
    lines = ledgers.run(item("a", "100.00", Settled="2026-11-30"), credit("c", "30.00"))
    assert amounts(lines) == {"a": "70.00"}


def test_item_issued_later_takes_no_credit(ledgers):
    lines = ledgers.run(item("a", "100.00", "2026-10-01", Issued="2026-11-30"), item("b", "100.00"), credit("c", "30.00"))
    assert amounts(lines) == {"b": "70.00"}


@pytest.mark.parametrize("state", [{"Settled": "2026-11-25"}, {"Issued": "2026-11-26"}])
def test_credit_that_is_settled_or_not_issued_yet_is_not_set_off(ledgers, state):
    lines = ledgers.run(item("a", "100.00"), credit("c", "30.00", **state))
    assert amounts(lines) == {"a": "100.00"}


def test_credit_settled_later_is_set_off(ledgers):
    lines = ledgers.run(item("a", "100.00"), credit("c", "30.00", Settled="2026-11-26"))
    assert amounts(lines) == {"a": "70.00"}


def test_line_that_cannot_be_read_takes_no_credit(ledgers):
    lines = ledgers.run(item("a", "100.00", ""), item("b", "100.00"), credit("c", "30.00"))
    assert amounts(lines) == {"b": "70.00"}


def test_several_credits_are_used_in_the_order_of_the_file(ledgers):
    lines = ledgers.run(credit("c", "30.00"), item("a", "50.00"), credit("d", "30.00"))
    assert [(line.id, line.set_off, line.credit_left) for line in lines] == [
        ("c", Decimal("30.00"), Decimal("0.00")),
        ("a", Decimal("50.00"), None),
        ("d", Decimal("20.00"), Decimal("10.00")),
    ]


def test_nothing_is_lost_and_nothing_counted_twice(ledgers):
    items = [item(str(n), f"{n}.37", f"2026-10-{n:02}") for n in range(1, 20)]
    lines = ledgers.run(*items, *(credit(f"c{n}", f"{n * 7}.11") for n in range(1, 6)))
    given = sum(line.set_off for line in lines if line.credit_left is not None)
    assert (given, sum(line.amount for line in lines if line.decision)) == (Decimal("105.55"), Decimal("91.48"))


def test_credit_is_no_case_and_no_error(ledgers):
    line = ledgers.run(credit("c", "30.00"))[0]
    assert (line.decision, line.error, line.amount) == (None, "", None)


def test_notes_say_what_became_of_credits(ledgers):
    lines = ledgers.run(
        item("a", "100.00"),
        credit("used", "20.00"),
        credit("over", "120.00"),
        credit("left", "5.00"),
        credit("old", "7.00", Settled="2026-11-01"),
    )
    assert notes(lines) == {
        "a": "credit of 100.00 set off",
        "used": "credit of 20.00 set off",
        "over": "credit of 120.00: 80.00 set off, 40.00 left over",
        "left": "credit of 5.00 left over",
        "old": "credit of 7.00, settled",
    }


def test_customer_whose_credit_cannot_be_read_is_warned_of(ledgers):
    lines = ledgers.run(item("a", "100.00"), credit("c", "30.00", Settled="soon"), item("b", "100.00", Customer="other"))
    assert notes(lines) == {"a": "the credit on line 3 could not be read and is not set off"}


def test_settled_item_needs_no_such_warning(ledgers):
    lines = ledgers.run(item("a", "100.00", Settled="2026-11-20"), credit("c", "30.00", Settled="soon"))
    assert notes(lines) == {}
