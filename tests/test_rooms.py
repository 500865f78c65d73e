"""The tree is what docs/architecture.md says, and imports go one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dunning_rules

ROOT = Path(__file__).parents[1]
PACKAGE = Path(dunning_rules.__file__).parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py")

LONGEST_FILE = 310
LONGEST_FUNCTION = 40


def test_the_import_contracts_are_kept():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_contract_that_is_broken_is_seen(tmp_path):
    """The test above can fail: a room that imports from its right breaks its contract."""
    copy = tmp_path / "dunning_rules"
    for path in PACKAGE.rglob("*.py"):
        target = copy / path.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (copy / "money" / "rounding.py").write_text("from dunning_rules.engine import deciding\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "dunning_rules.money is not allowed to import dunning_rules.engine" in done.stdout) == (1, True)


def test_every_room_stands_in_the_architecture_and_no_other():
    table = ARCHITECTURE.split("## Rooms")[1].split("\n\n## ")[0]
    named = {
        name.removesuffix(".py")
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+(?:\.py)?)`", row)
    }
    there = {p.name.removesuffix(".py") for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    assert there - {"__init__", "__main__", "source"} == named


def test_every_room_has_its_place_in_the_order():
    placed = {room.strip() for layer in LAYERS for room in layer.split("|")}
    there = {
        f"dunning_rules.{p.name.removesuffix('.py')}"
        for p in PACKAGE.iterdir()
        if p.suffix == ".py" or (p / "__init__.py").is_file()
    }
    assert there - {f"dunning_rules.{n}" for n in ("__init__", "__main__", "source")} == placed


def test_every_file_the_architecture_names_is_there():
    named = re.findall(r"`((?:\w+/)+\w+\.(?:py|md)|\w+\.py)`", ARCHITECTURE)
    assert [n for n in named if not ((PACKAGE / n).exists() or (ROOT / n).exists() or list(PACKAGE.rglob(n)))] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_it_is_and_stays_small(path):
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    assert ast.get_docstring(tree) or path.name == "__main__.py"
    assert text.count("\n") <= LONGEST_FILE
    assert [f.name for f in functions if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION] == []


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.parent.name in ("engine", "derive", "money", "compiler", "model")], ids=lambda p: p.stem
)
def test_the_pure_rooms_read_no_clock_disk_or_log(path):
    text = path.read_text("utf-8")
    assert re.findall(r"\.now\(|\.today\(|time\.time|\bopen\(|read_text|\bprint\(", text) == []
    assert re.findall(r"^\s*(?:import|from) (?:logging|os|pathlib|socket|time|random)\b.*", text, re.MULTILINE) == []
