"""Every finding code: a broken pack that shows it and nothing else, a page that explains it, a cure that works."""

from __future__ import annotations

import re
import shutil
from datetime import date
from errno import EACCES
from pathlib import Path
from textwrap import indent
from time import perf_counter

import pytest

import dunning_rules
from dunning_rules import lint_packs
from dunning_rules._authoring import cover_pack

BROKEN = Path(__file__).parent / "broken"
PAGES = Path(__file__).parents[1] / "docs" / "findings"
SOURCE = Path(dunning_rules.__file__).parent

FEW_SECONDS = 5.0
"""Long for any file that a person wrote, and short enough for an editor that lints while one types."""

SHOWN = {
    "DR101": ("rules.yaml", 1, 1, "cannot read the file"),
    "DR102": ("parameters.yaml", 6, 14, "not UTF-8"),
    "DR103": ("rules.yaml", 1, 1, "larger than 2 MB"),
    "DR104": ("rules.yaml", 5, 26, "this is not YAML"),
    "DR105": ("rules.yaml", 9, 1, "more than one document"),
    "DR106": ("rules.yaml", 8, 14, "anchors and aliases are refused"),
    "DR107": ("parameters.yaml", 4, 12, "the tag `tag:yaml.org,2002:int` is refused"),
    "DR108": ("rules.yaml", 8, 75, "nested deeper than 40 levels"),
    "DR109": ("scripts/thanks.yaml", 8, 10, "is not text"),
    "DR110": ("rules.yaml", 7, 5, "the key `when` stands twice"),
    "DR111": ("rules.yaml", 1, 1, "must hold a mapping, not a list"),
    "DR112": ("rules.yaml", 1, 1, "the key `kind` is missing"),
    "DR113": ("rules.yaml", 1, 7, "unknown kind `rule`"),
    "DR114": ("rules.yaml", 7, 5, "unknown key `prority`"),
    "DR115": ("rules.yaml", 4, 5, "the key `because` is missing"),
    "DR116": ("rules.yaml", 7, 26, "`next_actions` must be a list"),
    "DR117": ("", 1, 1, "no pack.yaml"),
    "DR201": ("rules.yaml", 9, 5, "the rule `first-reminder` stands twice"),
    "DR202": ("rules.yaml", 6, 12, "unknown fact `days_overdu`"),
    "DR203": ("rules.yaml", 6, 12, "`holds` (set) cannot be tested with a plain value"),
    "DR204": ("rules.yaml", 6, 40, "`at_least_n_of` wants 3 of 2 conditions"),
    "DR205": ("parameters.yaml", 3, 5, "the parameter `friendly_days` needs `value`, or `by` with `values`"),
    "DR206": ("rules.yaml", 7, 21, "`neutral-callback` is for IDENTIFY, not for SUMMARY"),
    "DR207": ("scripts/thanks.yaml", 7, 5, "in one language only"),
    "DR208": ("rules.yaml", 4, 5, "`gentle-with-individuals` must say `if_unknown`"),
    "DR209": ("derive/patience.yaml", 1, 1, "wait for each other: `patience`"),
    "DR210": ("derive/patience.yaml", 1, 1, "`patience` needs `otherwise`"),
    "DR211": ("scripts/thanks.yaml", 7, 5, "`demandable_amount`"),
    "DR212": ("derive/trouble-signs.yaml", 13, 14, "too many branches"),
    "DR213": ("rules.yaml", 9, 5, "`companies-by-sales` and `late-by-collector` set role differently"),
    "DR214": ("rules.yaml", 9, 5, "can clash over role was not decided"),
    "DR215": ("pack.yaml", 1, 1, "works with the versions `<0.1` of the library"),
    "DR216": ("properties.yaml", 3, 5, "`companies-hear-no-final-words` needs either `always` or `never`"),
    "DR217": ("parameters.yaml", 3, 5, "`friendly_calls` cannot be a table by `days_overdue` (integer)"),
    "DR218": ("triggers/cash-flow-trouble.yaml", 5, 7, "`(` in `(没|不` is not closed"),
    "DR219": ("rules.yaml", 4, 5, "no source row `S2-99`"),
    "DR230": ("parameters.yaml", 3, 5, "there is no parameter `quiet_form` in the packs beneath"),
    "DR231": ("pack.yaml", 8, 10, "the parameter `quiet_from` is replaced or taken out already"),
    "DR232": ("parameters.yaml", 3, 5, "the parameter `quiet_from` of `base` would hold back less: value"),
    "DR301": ("rules.yaml", 8, 7, "`next spring` is no day"),
    "DR302": ("rules.yaml", 8, 36, "there is no `DR502` on line 8"),
    "DR303": ("rules.yaml", 8, 28, "`DR502` was allowed until 2026-04-01"),
    "DR401": (
        "pack.yaml",
        8,
        24,
        "conditions are covered to 50 %, and the floor is 100 %: not seen: rule `companies-by-sales`: a near miss",
    ),
    "DR402": ("triggers/cash-flow-trouble.yaml", 8, 7, "no phrase finds `手上实在没钱`"),
    "DR501": ("rules.yaml", 4, 5, "`remind-before-the-day` never comes to pass"),
    "DR502": ("rules.yaml", 8, 7, "is the same without this test of `has_objection`"),
    "DR503": ("rules.yaml", 4, 5, "whether the rule `each-visit-alone` ever comes to pass was not decided"),
    "DR504": (
        "rules.yaml",
        10,
        5,
        "`late-companies-by-the-manager` never decides role: `companies-by-the-clerk` always goes before it",
    ),
    "DR505": ("rules.yaml", 4, 5, "no rule sets role where debtor_type is individual"),
    "DR506": ("thanks.yaml", 8, 5, "a sentence of `thanks` is never said"),
    "DR507": ("rules.yaml", 4, 5, "`late-by-the-manager` goes before `individuals-by-the-clerk` for role"),
    "DR508": ("parameters.yaml", 3, 5, "nothing uses the parameter `patient_days`"),
    "DR509": ("objections.yaml", 3, 5, "nobody answers the objection `wants_other_invoice`"),
    "DR510": ("lateness.yaml", 1, 1, "between the bands of `lateness` no line takes days_overdue 31"),
    "DR511": ("lateness.yaml", 9, 5, "lie over each other where days_overdue is 30: `short` goes first"),
    "DR601": ("way.yaml", 6, 5, "`way` says in zh-CN what must not be said (C-OVERPRESS): `别的平台借` (W-PUSHES-BORROWING)"),
    "DR602": ("rules.yaml", 4, 5, "`say-it` has the same said whatever the case is"),
    "DR603": ("close.yaml", 6, 5, "the summary `close` of an overdue call never comes with a date"),
    "DR604": ("understand.yaml", 6, 5, "nothing is proposed after the empathy of `understand` where objection is "),
    "DR605": ("consequences.yaml", 3, 5, "before anything is overdue: the consequence `late_fee` is named"),
    "DR606": ("consequences.yaml", 3, 5, "the consequence `proceedings` is named where days_overdue is 61 or more"),
    "DR607": ("offers.yaml", 3, 5, "the discount `two_off` never ends"),
    "DR608": ("pack.yaml", 1, 1, "is answered, and nothing follows: `debtor_missing_or_detained`, "),
    "DR609": ("rules.yaml", 4, 5, "`firmer-with-the-negative` makes the tone firmer for a segment (`shift`)"),
    "DR610": ("way.yaml", 6, 5, "needs the gate `familiar_accepted`: `亲爱的` (W-FAMILIAR)"),
    "DR611": ("way.yaml", 6, 5, "`这一句只用来证明，抄来` stands in one of the texts that no pack may copy"),
    "DR612": ("pack.yaml", 1, 1, "`broken-dr612` was to be looked at again by 2026-06-30"),
    "DR613": ("parameters.yaml", 3, 5, "`small_debt` has no figure for debtor_type individual"),
    "DR614": ("form.yaml", 4, 5, "a text goes out that no person approved"),
    "DR615": ("way.yaml", 6, 5, "`000-0000-0100` is a telephone number"),
}
"""Each code with the file, line and column it must point at, and words that its message must hold."""

TODAY = date(2026, 11, 22)
COMES_BACK = {"DR301": ["DR502"], "DR303": ["DR502"]}
"""What is there too, since the comment that would allow it does not."""

HEADER = """\
kind: pack
id: made
title: A pack made by a test
version: 0.1.0
owner: tests
languages: [zh-CN, en]
"""
RULES = """\
kind: rules
layer: stage
rules:
  - id: first-reminder
    title: A friendly reminder
    when: {days_overdue: {at_least: 1}}
    then: {next_actions: [send_reminder]}
    because: {policy: House policy on first contacts, owner: Receivables}
"""
PARAMETERS = """\
kind: parameters
parameters:
  - name: friendly_days
    value: 7
    unit: days
    meaning: 提醒在这么多天内保持友好。
"""


def pack_with(folder, **files):
    """Write a pack of these files below ``folder``; a name stands without its ending."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEADER, encoding="utf-8")
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.yaml").write_bytes(raw)
    return folder


def unreadable(folder, monkeypatch):
    """A file whose bytes the system refuses; its rights alone would not stop an administrator."""
    read = Path.read_bytes

    def refusing(path):
        if path.name == "rules.yaml":
            raise PermissionError(EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    return pack_with(folder, rules=RULES)


def in_gbk(folder, _monkeypatch):
    return pack_with(folder, parameters=PARAMETERS.encode("gbk"))


def too_large(folder, _monkeypatch):
    return pack_with(folder, rules=RULES + "# one more line of a comment that never ends\n" * 50_000)


MADE = {"DR101": unreadable, "DR102": in_gbk, "DR103": too_large}
"""Codes whose broken file has no place in a repository, with what makes it."""


TOLD_BY_TESTS = {"DR401"}
"""Codes that need the tests of the pack to run; its linter finds nothing."""


def told_of(folder, *, notes=False):
    """Give all findings of a pack: those of its linter and those of its tests."""
    found = lint_packs(folder, today=TODAY, notes=notes)
    return found if any(f.severity == "error" for f in found) else (*found, *cover_pack(folder).findings)


def test_the_linter_tells_nothing_of_what_only_tests_show():
    assert [lint_packs(BROKEN / code) for code in sorted(TOLD_BY_TESTS)] == [()]


@pytest.mark.parametrize("code", SHOWN)
def test_a_broken_pack_shows_its_finding_and_nothing_else(code, tmp_path, monkeypatch):
    folder = MADE[code](tmp_path / code, monkeypatch) if code in MADE else BROKEN / code
    found, *others = sorted(told_of(folder, notes=code == "DR507"), key=lambda f: f.code)
    file, line, column, words = SHOWN[code]
    assert (found.code, [f.code for f in others]) == (code, COMES_BACK.get(code, []))
    assert (found.place.file, found.place.line, found.place.column) == (f"{folder}/{file}".rstrip("/"), line, column)
    assert words in found.message


@pytest.mark.parametrize("code", SHOWN)
def test_a_page_has_a_title_and_three_short_sections(code):
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    title, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    assert re.fullmatch(rf"# {code}: .+\n\n", title)
    assert [s.splitlines()[0] for s in sections] == ["Avoid", "Prefer", "Why"]
    assert all(re.fullmatch(r"\w+\n\n```(yaml|text)\n.+\n```\n\n", s, re.DOTALL) for s in sections[:2])
    assert max(map(len, page.splitlines())) <= 120


@pytest.mark.parametrize("code", [c for c in SHOWN if c not in MADE and c != "DR117"])
def test_what_a_page_advises_mends_the_pack(code, tmp_path):
    """Avoid stands word for word in the broken pack; Prefer in its place leaves nothing to find."""
    folder = mended(code, tmp_path / code)
    assert [f for f in told_of(folder, notes=code == "DR507") if not f.suppressed] == []


def test_a_folder_with_a_pack_yaml_is_what_the_page_on_its_absence_advises(tmp_path):
    folder = shutil.copytree(BROKEN / "DR117", tmp_path / "DR117")
    (folder / "pack.yaml").write_text(f"{HEADER}extends: [base]\n", encoding="utf-8")
    assert lint_packs(folder) == ()


def mended(code, target):
    """Copy a broken pack and do to it what its page says."""
    avoid, prefer = excerpts(code)
    folder = shutil.copytree(BROKEN / code, target)
    spots = [(f, margin) for f in folder.rglob("*.yaml") for margin in margins(avoid, f.read_text(encoding="utf-8"))]
    ((file, margin),) = spots
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(indent(avoid, margin), indent(prefer, margin)), encoding="utf-8")
    return folder


def excerpts(code):
    """Give what the page says to avoid and what to prefer."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def margins(excerpt, text):
    """Give the blanks with which the excerpt stands in the text, once for each time it does."""
    for blanks in range(0, 12, 2):
        margin = " " * blanks
        yield from [margin] * f"\n{text}".count(f"\n{indent(excerpt, margin)}")


def test_every_code_of_the_source_has_a_pack_and_a_page_and_there_are_no_others():
    named = {c for f in SOURCE.rglob("*.py") for c in re.findall(r"\bDR\d{3}\b", f.read_text(encoding="utf-8"))}
    table = (PAGES / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(DR\d{3})\]\((DR\d{3})\.md\) \| \S", table, re.MULTILINE)
    assert named == set(SHOWN)
    assert named == {f.name for f in BROKEN.iterdir()}
    assert named == {f.stem for f in PAGES.glob("*.md")} - {"README"}
    assert listed == [(c, c) for c in sorted(named)]


def test_a_broken_pack_that_a_test_makes_is_a_folder_with_a_line_that_says_so():
    for folder in BROKEN.iterdir():
        files = [f.name for f in folder.iterdir()]
        assert (files == ["README.txt"]) == (folder.name in MADE)
        if folder.name in MADE:
            assert len((folder / "README.txt").read_text(encoding="utf-8").splitlines()) == 1


WITH_NUL = RULES.replace("A friendly", "A \0 friendly")
LATIN = RULES.replace("A friendly", "Ein höflicher")
HOSTILE = {
    "40,000 open brackets": ("[" * 40_000, "DR108"),
    "40,000 open braces": ("{a: " * 40_000, "DR108"),
    "40,000 dashes": ("- " * 40_000, "DR108"),
    "40,000 closing brackets": ("]" * 40_000, "DR104"),
    "40,000 question marks": ("? " * 40_000, "DR109"),
    "40,000 anchors": ("&a " * 40_000, "DR106"),
    "a bomb of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "DR106"),
    "a merge key": (RULES.replace("{policy:", "{<<: *house, policy:"), "DR106"),
    "over the limit": ("#" * 2_000_001, "DR103"),
    "just under the limit": ("# comment\n" * 199_999, "DR111"),
    "one long line": (RULES.replace("A friendly", "A very " + "very " * 300_000), ""),
    "a long unknown key": (f"{RULES}{'x' * 1_000}: 1\n", "DR114"),
    "10,000 unknown keys": (RULES + "".join(f"key{n}: 1\n" for n in range(10_000)), "DR114"),
    "latin letters": (LATIN.encode("latin-1"), "DR102"),
    "half a letter at the end": (RULES.encode() + "期".encode()[:2], "DR102"),
    "two bytes a letter": (RULES.encode("utf-16"), "DR102"),
    "a lone surrogate": (RULES.encode() + b"# \xed\xa0\x80\n", "DR102"),
    "an escaped surrogate": (RULES.replace("A friendly reminder", '"\\ud800"'), "DR104"),
    "a NUL byte": (WITH_NUL, "DR104"),
    "only NUL bytes": ("\0" * 1_000, "DR104"),
    "a control character": (RULES.replace("A friendly", "A \x07 friendly"), "DR104"),
    "a tag of Python": (RULES.replace("A friendly", '!!python/object/apply:os.system ["true"] #'), "DR107"),
    "a tag of its own": (RULES.replace("A friendly", "!mine A"), "DR107"),
    "a long tag": ("!" * 40_000, "DR107"),
    "duplicate keys": (f"{RULES}kind: rules\n", "DR110"),
    "two documents": (f"{RULES}---\n{RULES}", "DR105"),
    "an empty second document": (f"{RULES}---\n", "DR105"),
    "a list as a key": ("? [a, b]\n: c\n", "DR109"),
    "a number of 50 digits": (PARAMETERS.replace("7", "9" * 50), ""),
    "a number of 5,000 digits": (PARAMETERS.replace("7", "9" * 5_000), ""),
    "50 digits where a whole number is wanted": (f"{RULES}    priority: {'9' * 50}\n", "DR116"),
    "40 digits where a whole number is wanted": (f"{RULES}    priority: {'9' * 40}\n", "DR116"),
    "a byte order mark": ("\ufeff" + PARAMETERS, ""),
    "a byte order mark inside": (PARAMETERS.replace("parameters:", "\ufeffparameters:"), "DR104"),
    "only comments": ("# nothing yet\n# still nothing\n", "DR111"),
    "nothing at all": ("", "DR111"),
    "only blank lines": ("\n \n\n", "DR111"),
    "only a byte order mark": ("\ufeff", "DR111"),
    "Windows line ends": (PARAMETERS.replace("\n", "\r\n"), ""),
    "line ends of an old Mac": (PARAMETERS.replace("\n", "\r"), ""),
    "tabs before a key": (PARAMETERS.replace("    value", "\tvalue"), "DR104"),
    "tabs behind a colon": (PARAMETERS.replace(": ", ":\t"), ""),
    "tabs behind a line": (PARAMETERS.replace("\n", "\t\n"), ""),
    "blanks of another script": (PARAMETERS.replace("    value", "　　value"), "DR104"),
    "a colon of another script": (PARAMETERS.replace("parameters:\n", "parameters：\n"), "DR104"),
    "letters of another script": (PARAMETERS.replace("value", "vаlue"), "DR114"),
    "a directive": (f"%YAML 1.1\n---\n{PARAMETERS}", ""),
    "an unknown directive": (f"%YAML 3.0\n---\n{PARAMETERS}", "DR104"),
    "a page of prose": ("This is not a rule file, it is a note.\n" * 1_000, "DR111"),
    "another format": ('{"kind": "parameters", "parameters": []}', "DR116"),
}
"""What a file may hold that no author meant, and the code of the finding; empty where nothing is wrong with it."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_finding_soon_and_never_a_crash(name, tmp_path):
    content, code = HOSTILE[name]
    folder = pack_with(tmp_path / "made", file=content)
    started = perf_counter()
    found = lint_packs(folder)
    assert perf_counter() - started < FEW_SECONDS
    shape = {f.code for f in found if f.code.startswith("DR1")}
    assert shape == ({code} if code else set())
    assert {f.place.file for f in found if f.code in shape} <= {f"{folder}/file.yaml"}


def test_one_hostile_file_hides_nothing_of_another(tmp_path):
    folder = pack_with(tmp_path / "made", hostile="[" * 40_000, other=f"{RULES}x: 1\n")
    assert [(f.code, Path(f.place.file).name) for f in lint_packs(folder)] == [
        ("DR108", "hostile.yaml"),
        ("DR114", "other.yaml"),
    ]


@pytest.mark.parametrize("name", ["pack", "hostile"])
def test_a_hostile_file_may_have_any_name(name, tmp_path):
    """A broken pack.yaml is told as what is wrong with it, and not as if it were not there."""
    folder = pack_with(tmp_path / "made", **{name: "\0"})
    assert [f.code for f in lint_packs(folder)] == ["DR104"]
