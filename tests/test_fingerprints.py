"""The fingerprints of texts that no pack may copy: what is taken, and that it cannot be read back."""

from __future__ import annotations

import json
import runpy
import sys
from itertools import combinations
from pathlib import Path

import pytest

from dunning_rules.source.words import shipped_fingerprints
from dunning_rules.wording.copying import DIGEST, copied, digest, folded

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "training" / "fingerprints.py"
MAKER = runpy.run_path(str(SCRIPT))
CANARY, LENGTH, SALT, TARGET, taken = (MAKER[name] for name in ("CANARY", "LENGTH", "SALT", "TARGET", "taken"))
KNOWN = shipped_fingerprints()
TEXT = "这是头一句，它有十四个字在里面。短句！第二句从这里重新数起，一段接着一段数到句子末尾为止。"
MOST_BYTES = 10_000


def test_a_sentence_is_cut_into_runs_that_do_not_overlap():
    runs = taken([TEXT], [])[LENGTH]
    assert runs == {"这是头一句它有十四个", "第二句从这里重新数起", "一段接着一段数到句子"}
    assert all(a[-n:] != b[:n] for a, b in combinations(runs, 2) for n in range(1, LENGTH))


def test_names_are_taken_whole_and_numbers_are_not_taken():
    assert taken(["一二三四五 12345 678 9 0 在"], ["某某公司"]) == {LENGTH: set(), 4: {"某某公司"}}


def test_the_shipped_file_is_small_and_says_how_it_was_made():
    data = json.loads(TARGET.read_text("utf-8"))
    assert (data["salt"], data["bytes"], sorted(data["runs"])) == (SALT, DIGEST, ["10", "4"])
    assert TARGET.stat().st_size < MOST_BYTES
    assert all(len(d) == DIGEST for digests in KNOWN.digests.values() for d in digests)


def test_our_own_sentence_among_them_is_found():
    assert [e.text for e in copied(f"您好，{CANARY}。", KNOWN)] == [CANARY[:LENGTH]]


@pytest.mark.parametrize("known", [CANARY[:LENGTH], CANARY[1 : LENGTH + 1]])
def test_who_knows_ten_letters_does_not_find_the_eleventh(known):
    """Every character is tried behind them and before them, and none of these runs is there."""
    letters = [chr(code) for code in range(0x4E00, 0xA000)]
    around = [*(known[1:] + x for x in letters), *(x + known[:-1] for x in letters)]
    found = [run for run in around if run != CANARY[:LENGTH] and digest(run, KNOWN.salt) in KNOWN.digests[LENGTH]]
    assert found == []


def test_a_run_has_far_more_to_it_than_its_digest():
    """Of all runs that could be written with a thousand common letters a digest fits ever so many."""
    assert 1000**LENGTH // 2 ** (8 * DIGEST) > 10**20


def test_the_command_writes_the_digests_of_a_folder(tmp_path, monkeypatch):
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "names").write_text("某某公司\n", "utf-8")
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), str(tmp_path), "--names", str(tmp_path / "names")])
    written = tmp_path / "provenance" / "fingerprints.json"
    main = runpy.run_path(str(SCRIPT))["main"]
    monkeypatch.setitem(main.__globals__, "TARGET", written)
    main()
    data = json.loads(written.read_text("utf-8"))
    assert {n: len(packed) for n, packed in data["runs"].items()} == {"4": 8, "10": 24}
    assert folded(CANARY)[0] == CANARY
