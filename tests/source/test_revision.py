"""A folder as it stood at a revision of git."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from dunning_rules.errors import UsageError
from dunning_rules.source.revision import folder_at

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path):
    """Two packs side by side below the top, committed once and changed since."""
    packs = tmp_path / "some" / "packs"

    def git(*arguments):
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", tmp_path, *who, *arguments], check=True, capture_output=True)

    for name in ("mine", "base"):
        (packs / name / "rules").mkdir(parents=True)
        (packs / name / "pack.yaml").write_text(f"old {name}\n", encoding="utf-8")
    (packs / "mine" / "rules" / "one.yml").write_text("old\n", encoding="utf-8")
    (packs / "mine" / "notes.txt").write_text("old\n", encoding="utf-8")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    (packs / "mine" / "pack.yaml").write_text("new\n", encoding="utf-8")
    (packs / "new").mkdir()
    return packs


def test_the_folder_is_laid_out_as_it_stood_with_those_beside_it(repository):
    with folder_at(repository / "mine", "HEAD") as found:
        there = {p.relative_to(found.parent).as_posix(): p.read_text() for p in found.parent.rglob("*") if p.is_file()}
    assert there == {"mine/pack.yaml": "old mine\n", "mine/rules/one.yml": "old\n", "base/pack.yaml": "old base\n"}
    assert not found.exists()


@pytest.mark.parametrize(
    ("name", "revision", "said"),
    [("new", "HEAD", "holds no rule files"), ("mine", "nowhere", "git: "), ("mine", "--output=x", "git: ")],
)
def test_what_was_not_there_is_told(repository, name, revision, said):
    with pytest.raises(UsageError, match=said), folder_at(repository / name, revision):
        pass


def test_a_folder_outside_any_repository_is_told(tmp_path):
    with pytest.raises(UsageError, match="git: "), folder_at(tmp_path / "x", "HEAD"):
        pass


def test_a_machine_without_git_is_told(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not installed"), folder_at(repository / "mine", "HEAD"):
        pass
