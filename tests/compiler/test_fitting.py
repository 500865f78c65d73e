from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_rules.compiler.draft import Draft
from dunning_rules.compiler.fitting import check_fitting
from dunning_rules.source.folder import pack_of
from dunning_rules.source.reading import Document
from tests.meaning.packs import HEADER


def said(engine, version, *, helped=False):
    pack, _ = pack_of([Document("tiny/pack.yaml", HEADER)], "tiny")
    draft = Draft((replace(pack, header=replace(pack.header, engine=engine)),))
    check_fitting(draft, version)
    assert {f.place.file for f in draft.findings} <= {"tiny/pack.yaml"}
    return [f.message for f in draft.findings] if not helped else [f.help for f in draft.findings]


@pytest.mark.parametrize(
    ("engine", "version"),
    [
        ("", "0.1.0"),
        (">=0.1,<1", "0.1.0"),
        (">=0.9", "0.10.0"),
        ("==1", "1.0.0"),
        ("> 0.1 , != 0.3, <= 0.4", "0.4"),
    ],
)
def test_a_version_within_the_bounds_fits(engine, version):
    assert said(engine, version) == []


@pytest.mark.parametrize(
    ("engine", "version"), [("<0.1", "0.1.0"), (">=0.10", "0.9.9"), (">=0.1,<1", "1.0.0"), ("!=0.3", "0.3.0")]
)
def test_a_version_beyond_the_bounds_does_not(engine, version):
    assert said(engine, version) == [f"`tiny` works with the versions `{engine}` of the library, and this is {version}"]


@pytest.mark.parametrize("engine", ["latest", "0.1", ">=x", ">=0.1;<1", "~=0.1", ","])
def test_what_is_no_range_is_told(engine):
    assert said(engine, "0.1.0") == [f"`engine` is no range of versions: `{engine}`"]


@pytest.mark.parametrize(
    ("engine", "way_out"), [("<0.1", "take a version of the pack that fits"), ("latest", "write bounds such as `>=0.1,<1`")]
)
def test_a_way_out_is_said(engine, way_out):
    assert said(engine, "0.1.0", helped=True) == [way_out]
