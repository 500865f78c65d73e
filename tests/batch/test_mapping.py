"""A mapping file is checked like any other document: every slip has its place."""

from datetime import date

import pytest

from dunning_rules.source.alone import read_mapping, read_profile, schema_alone
from tests.batch.ledgers import MAPPING

PROFILE = """
kind: profile
id: qinghe-trading
title: Qinghe
in_force: {from: "2026-01-01", until: "2027-01-01"}
facts: {creditor_name: 青禾贸易有限公司, payee_account_verified: true}
"""


def found(ledgers, text):
    mapping, findings = ledgers.mapping(text)
    assert mapping is None
    return findings


def test_good_mapping_has_no_findings(ledgers):
    mapping, findings = ledgers.mapping()
    assert (mapping.id, mapping.customer, findings) == ("No", "Customer", [])


def test_columns_know_their_place(ledgers):
    mapping, _ = ledgers.mapping()
    assert str(mapping.facts["due_date"].place) == "mapping.yaml:9:3"


def test_words_of_a_marker_are_those_written(ledgers):
    mapping, _ = ledgers.mapping()
    assert (mapping.disputed.yes, mapping.disputed.no) == (("yes",), ("no", ""))


def test_empty_cell_says_no_where_the_mapping_lists_no_words_for_it(ledgers):
    mapping, _ = ledgers.mapping(MAPPING.replace(', no: ["no", ""]', ""))
    assert mapping.disputed.no == ("",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("settled:", "setled:", "5 DR114 unknown key `setled`"),
        ('{column: Due, format: "%Y-%m-%d"}', "{colum: Due}", "9 DR114 unknown key `colum`"),
        ("customer: Customer\n", "", "2 DR115 the key `customer` is missing"),
        ("  due_date:", "  due_day:", "8 DR115 the key `due_date` is missing in `facts`"),
        ('{column: Settled, format: "%Y-%m-%d"}', "{column: Settled}", "5 DR115 the key `format` is missing in `settled`"),
        (
            'thousands: ","',
            'thousands: "1"',
            "10 DR116 `thousands` must be one of ``, `,`, `.`, ` `, `'`, `\u2019`, `\xa0`, `\u202f`, not `1`",
        ),
        ("kind: mapping", "kind: maping", "2 DR116 `kind` must be `mapping`, not `maping`"),
    ],
)
def test_slip_is_a_finding_with_its_line(ledgers, old, new, said):
    assert said in [f"{f.place.line} {f.code} {f.message}" for f in found(ledgers, MAPPING.replace(old, new))]


def test_every_slip_is_told_at_once(ledgers):
    text = MAPPING.replace("settled:", "setled:").replace("issued:", "isued:")
    assert len(found(ledgers, text)) == 2


def test_missing_file_is_a_finding(tmp_path):
    mapping, findings = read_mapping(tmp_path / "none.yaml", "none.yaml")
    assert (mapping, [f.code for f in findings]) == (None, ["DR101"])


@pytest.mark.parametrize("kind", ["mapping", "profile"])
def test_schema_is_named_after_its_kind(kind):
    assert schema_alone(kind)["$id"].endswith(f":{kind}.schema.json")


def test_profile_gives_its_facts(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    profile, _ = read_profile(path, "profile.yaml")
    assert dict(profile.facts) == {"creditor_name": "青禾贸易有限公司", "payee_account_verified": True}


def test_profile_holds_until_the_day_before_its_end(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    profile, _ = read_profile(path, "profile.yaml")
    assert [profile.in_force.holds_on(date(y, m, d)) for y, m, d in ((2025, 12, 31), (2026, 12, 31), (2027, 1, 1))] == [
        False,
        True,
        False,
    ]


def test_profile_with_a_day_that_does_not_exist_is_a_finding(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE.replace("2026-01-01", "2026-02-30"), encoding="utf-8")
    profile, findings = read_profile(path, "profile.yaml")
    assert (profile, [f.code for f in findings]) == (None, ["DR116"])
