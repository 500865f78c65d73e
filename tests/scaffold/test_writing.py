"""Drafts become files; what is there stays as it is."""

from __future__ import annotations

import pytest

from dunning_rules import UsageError
from dunning_rules.scaffold.writing import schema_folder, write_new

DRAFTS = {"rules/one.yaml": "# $schema=../<schemas>/rules.schema.json\n", "pack.yaml": "# <schemas>\n"}


def test_drafts_are_written_below_the_folder(tmp_path):
    written, _ = write_new(tmp_path / "mine", DRAFTS)
    assert [p.relative_to(tmp_path).as_posix() for p in written] == ["mine/rules/one.yaml", "mine/pack.yaml"]
    assert all(p.is_file() for p in written)


def test_nothing_is_written_when_one_file_is_there(tmp_path):
    (tmp_path / "pack.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"nothing is written over; already there: \S+pack.yaml"):
        write_new(tmp_path, DRAFTS)
    assert ((tmp_path / "pack.yaml").read_text("utf-8"), (tmp_path / "rules").exists()) == ("mine", False)


def test_the_schemas_are_the_nearest_above(tmp_path):
    (tmp_path / "schemas" / "v1").mkdir(parents=True)
    written, schemas = write_new(tmp_path / "packs" / "mine", DRAFTS)
    assert schemas == tmp_path / "schemas" / "v1"
    assert written[0].read_text("utf-8") == "# $schema=../../../schemas/v1/rules.schema.json\n"


def test_without_schemas_they_belong_beside_the_pack(tmp_path):
    assert schema_folder(tmp_path / "mine") == tmp_path / "schemas" / "v1"
