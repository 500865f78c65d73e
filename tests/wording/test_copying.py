from __future__ import annotations

from dunning_rules.model.words import Fingerprints
from dunning_rules.wording.copying import copied, digest, runs_of

SALT = b"salt"
SENTENCE = "这是一句别人写的话不可以照抄"
KNOWN = Fingerprints(
    SALT,
    {
        10: frozenset(digest(run, SALT) for run in runs_of(SENTENCE, 10)),
        4: frozenset([digest("某某公司", SALT)]),
    },
)


def pieces(text):
    return [e.text for e in copied(text, KNOWN)]


def test_a_copied_sentence_is_found_whatever_stands_between_its_letters():
    assert pieces("您好！这是一句，别人写的话——不可以照抄。") == ["这是一句，别人写的话——不可以照抄"]


def test_ten_letters_are_enough_and_nine_are_not():
    assert pieces(f"我说{SENTENCE[:10]}吗") == [SENTENCE[:10]]
    assert pieces(f"我说{SENTENCE[:9]}吗") == []


def test_two_pieces_are_told_apart():
    assert pieces(f"{SENTENCE[:10]}，好的好的，{SENTENCE[-10:]}") == [SENTENCE[:10], SENTENCE[-10:]]


def test_names_are_found_too():
    assert pieces("请找某某 公司。") == ["某某 公司"]


def test_runs_that_are_mostly_latin_are_addresses_dates_and_keys():
    known = Fingerprints(
        SALT, {10: frozenset(digest(run, SALT) for run in ("Pleasecall", "自2026年11月3", "在AB两处都有这句话"))}
    )
    texts = ("Please call us by Friday.", "自2026年11月3日起", "在A、B两处都有这句话")
    assert [[e.text for e in copied(text, known)] for text in texts] == [[], [], ["在A、B两处都有这句话"]]
