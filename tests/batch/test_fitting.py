"""What does not fit is told before any line is decided, with the place in the mapping."""

import pytest

from dunning_rules.batch.running import run_ledger
from dunning_rules.errors import UsageError
from dunning_rules.model.case import Profile
from tests.batch.ledgers import AS_OF, HEADER, MAPPING, as_csv, row


def refused(ledgers, old, new, rows=None, **how):
    assert old in MAPPING
    with pytest.raises(UsageError) as error:
        ledgers.start(as_csv(rows or [row()]), mapping=MAPPING.replace(old, new), **how)
    return str(error.value)


def adding(text):
    """Arguments that add a fact to the mapping."""
    return "  currency:", f"  {text}\n  currency:"


def test_unknown_column_names_the_nearest_one(ledgers):
    said = refused(ledgers, "column: Due,", "column: Duo,")
    assert said == "mapping.yaml:9:3: the ledger has no column `Duo`; did you mean `Due`?"


def test_unknown_column_far_from_all_lists_them(ledgers):
    said = refused(ledgers, "id: No", "id: Rechnung")
    assert said.endswith("no column `Rechnung`; it has " + ", ".join(f"`{name}`" for name in HEADER))


def test_nothing_is_decided_when_a_column_is_unknown(ledgers):
    decided = []
    refused(ledgers, "column: Due,", "column: Duo,", decide=lambda facts, _: decided.append(facts))
    assert not decided


def test_column_that_stands_twice_is_refused(ledgers):
    with pytest.raises(UsageError, match="the ledger has 2 columns `Amount`"):
        ledgers.start("No,Customer,Due,Amount,Amount,Currency,Settled,Disputed,Issued\n")


def test_unknown_fact_names_the_nearest_one(ledgers):
    said = refused(ledgers, *adding("invoice_nr: {column: No}"))
    assert said == "mapping.yaml:11:3: unknown fact `invoice_nr`. did you mean `invoice_no`?"


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("days_overdue: {column: No}", "`days_overdue` is worked out from other facts and cannot be given"),
        ("stage: {column: No}", "`stage` is worked out from other facts and cannot be given"),
        ("items: {column: No}", "`items` is a list of records, which does not fit into a cell"),
        ("contract_date: {column: No}", "say the exact `format` it has in the ledger"),
        ('contract_date: {column: No, format: "%m/%Y"}', "the format `%m/%Y` does not tell day, month and year"),
        ('contract_date: {column: No, format: "%Q"}', "the format `%Q` does not tell day, month and year"),
        ('last_contact_at: {column: No, format: "%Y-%m-%d %H:%M"}', "does not tell day, hour and offset (`%z`)"),
        ('office_open: {column: No, format: "%Y"}', "does not tell hour and minute"),
        ('invoice_no: {column: No, format: "%Y"}', "`invoice_no` is a text that is not empty and has no `format`"),
        ("available_channels: {column: No}", "`available_channels` holds several values; say their `separator`"),
        ('invoice_no: {column: No, separator: "|"}', "`invoice_no` holds one value and has no `separator`"),
        ("prep_sheet_complete: {column: No}", "`prep_sheet_complete` is true or false; say in `values`"),
        ("segment: {column: No, values: {a: strategick}}", "`segment` must be one of"),
        ("prior_late_count: {column: No, values: {none: 0}}", "`values` translates words only"),
        ('principal_due: {column: No, decimal: ",", thousands: ","}', "the same mark before the cents and between thousands"),
        ("timezone: {column: No}", "`timezone` stands among the constants too; keep one"),
        ('paid_on: {column: No, format: "%Y-%m-%d"}', "`paid_on` is filled by `settled`; leave it out here"),
        ("debt_status: {column: No}", "`debt_status` is filled by `disputed`; leave it out here"),
    ],
)
def test_fact_that_could_only_be_guessed_at_is_refused(ledgers, fact, message):
    said = refused(ledgers, *adding(fact))
    assert said.startswith("mapping.yaml:11:3: ")
    assert message in said


def test_settlement_format_must_tell_the_day(ledgers):
    said = refused(ledgers, 'Settled, format: "%Y-%m-%d"', 'Settled, format: "%Y-%m"')
    assert said == "mapping.yaml:5:1: the format `%Y-%m` does not tell day, month and year"


def test_constant_of_the_wrong_type_is_refused(ledgers):
    assert "`grace_days` must be a whole number" in refused(ledgers, "debtor_type:", "grace_days: soon, debtor_type:")


def test_required_fact_that_nothing_states_is_told(ledgers):
    said = refused(ledgers, "debtor_type: company, ", "")
    assert said.endswith("nothing states `debtor_type`; map a column to it, or put it among the constants")


def test_fact_of_the_profile_that_is_unknown_is_refused(ledgers):
    with pytest.raises(UsageError, match=r"profile `p`: unknown fact `creditor_nam`. did you mean `creditor_name`\?"):
        ledgers.start(as_csv([row()]), profile=Profile("p", {"creditor_nam": "x"}))


def test_unknown_time_zone_is_refused(ledgers):
    assert refused(ledgers, "Asia/Shanghai", "Asia/Shanghigh") == "`timezone` names no time zone: Asia/Shanghigh"


@pytest.mark.parametrize("fact", ["unapplied_credit", "ledger_as_of", "paid_on", "debt_status"])
def test_packs_without_a_fact_that_a_ledger_fills_are_refused(ledgers, fact):
    mapping, _ = ledgers.mapping()
    known = {name: described for name, described in ledgers.engine.vocabulary.items() if name != fact}
    with pytest.raises(UsageError, match=f"the packs have no fact `{fact}`, which a ledger fills"):
        run_ledger(ledgers.file(as_csv([row()])), mapping, AS_OF, ledgers.engine.decide, vocabulary=known)


def test_all_that_does_not_fit_is_told_at_once(ledgers):
    said = refused(ledgers, "debtor_type: company, timezone: Asia/Shanghai", "debtor_type: firm, grace: 1")
    assert len(said.splitlines()) == 2
