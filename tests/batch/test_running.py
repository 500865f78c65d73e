"""One line a record, in file order: what is open is decided, what is bad is told."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from dunning_rules import load_engine
from dunning_rules.errors import CaseError, UsageError
from dunning_rules.model.case import Profile
from dunning_rules.model.rule import InForce
from tests.batch.ledgers import MAPPING, as_csv, row

WITH_UNDISPUTED = MAPPING.replace("  currency:", "  undisputed_amount: {column: Undisputed}\n  currency:")


def without(key):
    """The mapping without one of its keys."""
    return "".join(line for line in MAPPING.splitlines(keepends=True) if not line.startswith(key))


# Errors of a line


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"Due": ""}, "`Due` is empty"),
        ({"Amount": ""}, "`Amount` is empty"),
        ({"Currency": ""}, "`Currency` is empty"),
        ({"No": ""}, "`No` is empty"),
        ({"Customer": ""}, "`Customer` is empty"),
        ({"Issued": ""}, "`Issued` is empty"),
        ({"Due": "26.10.2026"}, "`Due` is `26.10.2026`, not a date of the form `%Y-%m-%d`"),
        ({"Settled": "yes"}, "`Settled` is `yes`, not a date of the form `%Y-%m-%d`"),
        ({"Issued": "2026-13-01"}, "`Issued` is `2026-13-01`, not a date of the form `%Y-%m-%d`"),
        ({"Disputed": "?"}, "`Disputed` is `?`, which is none of the words listed for it: `yes`, `no`, an empty cell"),
        ({"Due": "x", "Amount": ""}, "`Due` is `x`, not a date of the form `%Y-%m-%d`; `Amount` is empty"),
    ],
)
def test_bad_cell_is_an_error_of_its_line_and_the_rest_goes_on(ledgers, cells, error):
    lines = ledgers.run(row(), row(**cells), row())
    assert [(line.number, line.error, bool(line.decision)) for line in lines] == [(2, "", True), (3, error, False), (4, "", True)]


def test_line_with_an_error_still_says_whose_it_is(ledgers):
    line = ledgers.run(row(No="0042", Customer="0007", Due=""))[0]
    assert (line.id, line.customer, line.amount) == ("0042", "0007", None)


def test_case_that_is_refused_is_an_error_of_its_line(ledgers):
    mapping = MAPPING.replace("  currency:", "  segment: {column: Segment}\n  currency:")
    lines = ledgers.run(row(Segment="golden"), row(Segment="strategic"), mapping=mapping)
    assert [line.error.split(",")[0] for line in lines] == ["`segment` must be one of `negative`", ""]


def test_only_case_errors_belong_to_a_line(ledgers):
    def broken(facts, as_of):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ledgers.run(row(), decide=broken)


def test_refused_case_has_no_amount(ledgers):
    def refuse(facts, as_of):
        raise CaseError({"x": "no"})

    line = ledgers.run(row(), decide=refuse)[0]
    assert (line.amount, line.error) == (None, "no")


# Where an item stands


def test_open_item_is_decided_by_its_days(ledgers):
    decision = ledgers.run(row(Due="2026-10-26"))[0].decision
    assert (decision.stage, decision.days_overdue) == ("M1", 30)


@pytest.mark.parametrize("settled", ["2026-10-01", "2026-11-25"])
def test_item_settled_by_the_day_is_closed(ledgers, settled):
    line = ledgers.run(row(Settled=settled))[0]
    assert (line.decision.stage, line.amount) == ("CLOSED", 0)


def test_item_settled_after_the_day_is_still_open(ledgers):
    line = ledgers.run(row(Settled="2026-11-26"))[0]
    assert (line.decision.stage, line.amount) == ("M1", Decimal("100.00"))


def test_nothing_of_a_later_settlement_is_known(ledgers):
    facts, _ = ledgers.given(row(Settled="2026-11-26"))[0]
    assert not {"paid_in_full", "paid_on", "paid_amount"} & set(facts)


def test_settled_item_says_when_and_how_much_was_paid(ledgers):
    facts, _ = ledgers.given(row(Settled="2026-11-20", Amount="80.00"))[0]
    paid = {k: facts[k] for k in ("paid_in_full", "paid_on", "paid_amount", "amount_due")}
    assert paid == {"paid_in_full": True, "paid_on": date(2026, 11, 20), "paid_amount": Decimal("80.00"), "amount_due": 0}


def test_parts_of_a_settled_amount_are_gone_with_it(ledgers):
    mapping = MAPPING.replace("  currency:", "  principal_due: {column: Principal}\n  currency:")
    line = ledgers.run(row(Settled="2026-11-20", Principal="100.00"), mapping=mapping)[0]
    assert line.decision.problems == ()


def test_settled_item_is_no_longer_disputed(ledgers):
    assert ledgers.run(row(Settled="2026-11-20", Disputed="yes"))[0].decision.verdict == "allow"


def test_disputed_item_is_held(ledgers):
    decision = ledgers.run(row(Disputed="yes"))[0].decision
    assert (decision.verdict, decision.channel, [h.id for h in decision.holds]) == ("hold", "none", ["dispute"])


@pytest.mark.parametrize(
    ("undisputed", "status"), [("", "fully_disputed"), ("0", "fully_disputed"), ("60.00", "partly_disputed")]
)
def test_dispute_is_partial_where_an_undisputed_part_is_stated(ledgers, undisputed, status):
    facts, _ = ledgers.given(row(Disputed="yes", Undisputed=undisputed), mapping=WITH_UNDISPUTED)[0]
    assert facts["debt_status"] == status


def test_only_the_undisputed_part_is_asked_for(ledgers):
    line = ledgers.run(row(Disputed="yes", Undisputed="60.00"), mapping=WITH_UNDISPUTED)[0]
    assert line.amount == Decimal("60.00")


def test_item_issued_later_is_passed_over(ledgers):
    lines = ledgers.run(row(No="1", Issued="2026-11-26"), row(No="2", Issued="2026-11-25"))
    assert [line.id for line in lines] == ["2"]


def test_items_issued_later_are_counted(ledgers):
    run = ledgers.start(as_csv([row(Issued="2026-11-26"), row(), row(Issued="2027-01-01")]))
    assert (run.records, run.not_issued) == (3, 2)


def test_without_a_column_for_it_everything_was_issued(ledgers):
    assert len(ledgers.run(row(Issued="2027-01-01"), mapping=without("issued"))) == 1


def test_column_that_says_paid_closes_an_item_too(ledgers):
    mapping = without("settled").replace("  currency:", "  paid_in_full: {column: Paid, values: {x: true}}\n  currency:")
    assert ledgers.run(row(Paid="x"), row(), mapping=mapping)[0].amount == 0


# The moment


def test_day_means_noon_in_the_zone_of_the_constants(ledgers):
    assert ledgers.given(row())[0][1] == datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_zone_of_the_line_goes_before_that_of_the_constants(ledgers):
    mapping = MAPPING.replace(", timezone: Asia/Shanghai", "").replace("  currency:", "  timezone: {column: Zone}\n  currency:")
    seen = ledgers.given(row(Zone="America/New_York"), row(Zone=""), mapping=mapping)
    assert [moment.isoformat() for _, moment in seen] == ["2026-11-25T12:00:00-05:00", "2026-11-25T12:00:00+00:00"]


def test_zone_of_the_profile_is_used_where_the_mapping_states_none(ledgers):
    profile = Profile("p", {"timezone": "Europe/London"})
    seen = ledgers.given(row(), mapping=MAPPING.replace(", timezone: Asia/Shanghai", ""), profile=profile)
    assert seen[0][1].tzinfo == ZoneInfo("Europe/London")


def test_zone_of_the_constants_goes_before_that_of_the_profile(ledgers):
    seen = ledgers.given(row(), profile=Profile("p", {"timezone": "Europe/London"}))
    assert seen[0][1].tzinfo == ZoneInfo("Asia/Shanghai")


def test_profile_that_is_no_longer_in_force_says_nothing(ledgers):
    profile = Profile("p", {"timezone": "Europe/London"}, in_force=InForce(end=date(2026, 11, 25)))
    seen = ledgers.given(row(), mapping=MAPPING.replace(", timezone: Asia/Shanghai", ""), profile=profile)
    assert seen[0][1].tzinfo == UTC


def test_moment_is_taken_as_it_is(ledgers):
    moment = datetime(2026, 11, 25, 23, tzinfo=UTC)
    assert ledgers.given(row(), as_of=moment)[0][1] is moment


def test_day_of_a_moment_is_the_local_one(ledgers):
    moment = datetime(2026, 11, 25, 23, tzinfo=UTC)
    assert ledgers.given(row(), as_of=moment)[0][0]["ledger_as_of"] == date(2026, 11, 26)


def test_moment_without_offset_is_refused(ledgers):
    with pytest.raises(UsageError, match="a moment with its offset"):
        ledgers.run(row(), as_of=datetime(2026, 11, 25, 14))  # noqa: DTZ001 - the point of the test


def test_ledger_was_looked_at_on_the_day_unless_a_column_says_when(ledgers):
    mapping = MAPPING.replace("  currency:", '  ledger_as_of: {column: Booked, format: "%Y-%m-%d"}\n  currency:')
    seen = ledgers.given(row(Booked="2026-11-20"), row(Booked=""), mapping=mapping)
    assert [facts["ledger_as_of"] for facts, _ in seen] == [date(2026, 11, 20), date(2026, 11, 25)]


# The run as a whole


def test_profile_speaks_for_every_line(ledgers):
    ledgers.engine = load_engine("receivables", Profile("p", {"creditor_name": "青禾贸易有限公司"}))
    assert "青禾贸易有限公司" in ledgers.run(row())[0].decision.script.text


def test_profile_that_is_no_longer_in_force_speaks_for_no_line(ledgers):
    expired = Profile("p", {"creditor_name": "青禾贸易有限公司"}, in_force=InForce(end=date(2026, 11, 25)))
    ledgers.engine = load_engine("receivables", expired)
    assert "青禾贸易有限公司" not in ledgers.run(row())[0].decision.script.text


def test_same_ledger_gives_the_same_lines_twice(ledgers):
    run = ledgers.start(as_csv([row(), row(Amount="-30.00"), row(Due=""), row(Settled="2026-11-20")]))
    assert list(run) == list(run)
