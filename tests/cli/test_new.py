"""`dunning-rules new`: files to begin with."""

from __future__ import annotations

import pytest

from dunning_rules.cli.main import run


@pytest.fixture
def call(capsys):
    def called(*arguments):
        code = run(["new", *map(str, arguments)])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return called


def test_new_pack_names_its_files_and_how_to_get_the_schemas(call, tmp_path):
    code, out, err = call("pack", "mine", "--in", tmp_path, "--extends", "base")
    assert (code, [(tmp_path / "mine") in (p.parents) for p in map(type(tmp_path), out.splitlines())]) == (0, [True] * 7)
    assert err == f"help: `dunning-rules schema --out {tmp_path}/schemas/v1` lets your editor complete and check\n"


def test_new_goes_on_in_the_pack_and_points_to_schemas_that_are_there(call, tmp_path):
    call("pack", "mine", "--in", tmp_path, "--extends", "base")
    run(["schema", "--out", str(tmp_path / "schemas" / "v1")])
    code, out, err = call("script", "some-words", "--in", tmp_path / "mine", "--section", "CARE", "--layer", "segment")
    assert (code, out.splitlines()[-3:], err) == (
        0,
        [
            f"{tmp_path}/mine/{name}"
            for name in ("scripts/care/some-words.yaml", "rules/say-some-words.yaml", "rules/say-some-words.test.yaml")
        ],
        "",
    )


def test_nothing_is_written_over(call, tmp_path):
    call("pack", "mine", "--in", tmp_path, "--extends", "base")
    code, out, err = call("pack", "mine", "--in", tmp_path, "--extends", "base")
    assert (code, out, "nothing is written over" in err) == (2, "", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pack", "mine", "--layer", "law"], "a new pack takes no --layer"),
        (["objection", "mine", "--section", "CARE"], "a new objection takes no --section"),
        (["rule", "mine", "--extends", "base"], "a new rule takes no --extends"),
        (["rule", "mine", "--in", "nowhere"], "no pack `nowhere`"),
        (["pack", "mine", "--extends", "bse"], "did you mean `base`?"),
        (["pack", "Mine"], "is no name"),
        (["rules", "mine"], "is not one of"),
    ],
)
def test_what_cannot_be_begun_is_a_usage_error(call, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*arguments)
    assert (code, out, said in err, list(tmp_path.iterdir())) == (2, "", True, [])
