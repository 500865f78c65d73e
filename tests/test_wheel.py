"""What is shipped works where nothing else of the project is."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, made by way of the source archive, as an index would get both."""
    out = tmp_path_factory.mktemp("dist")
    made = f"from hatchling.build import build_sdist; print(build_sdist({str(out)!r}))"
    subprocess.run([sys.executable, "-c", made], cwd=ROOT, check=True, capture_output=True)
    (archive,) = out.glob("*.tar.gz")
    subprocess.run(["tar", "xzf", archive, "-C", out], check=True)
    made = f"from hatchling.build import build_wheel; print(build_wheel({str(out)!r}))"
    subprocess.run([sys.executable, "-c", made], cwd=out / archive.name.removesuffix(".tar.gz"), check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A bare environment outside the tree, with the wheel and, beside it, what it depends on."""
    home = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
    python = home / "env" / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel], check=True, cwd=home, env=ENVIRONMENT
    )
    (site,) = (home / "env").glob("lib/python*/site-packages")
    (site / "beside.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def call(*arguments):
        return subprocess.run(
            [python, "-m", "dunning_rules", *arguments], cwd=home, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )

    found = subprocess.run(
        [python, "-c", "import dunning_rules; print(dunning_rules.__file__)"],
        cwd=home,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(home)
    return home, call


def test_the_wheel_carries_packs_schemas_templates_and_the_licence_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    wanted = ["rulepacks/base/pack.yaml", "rulepacks/receivables/pack.yaml", "schemas/v1/decision.schema.json", "py.typed"]
    wanted += [f"rulepacks/examples/{name}/pack.yaml" for name in ("milder-practice", "wrong-invoice-name")]
    assert [w for w in wanted if f"dunning_rules/{w}" not in names] == []
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert [n for n in names if n.startswith("tests") or "__pycache__" in n] == []


def test_the_installed_packs_are_clean(installed):
    _, call = installed
    done = call("lint", "base", "receivables", "examples/milder-practice", "examples/wrong-invoice-name")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo_writes_its_report_outside_the_tree(installed):
    home, call = installed
    done = call("demo", "--html", "report.html")
    assert done.returncode == 0, done.stderr
    assert "</html>" in (home / "report.html").read_text("utf-8")


def test_the_installed_schemas_are_printed(installed):
    _, call = installed
    assert json.loads(call("schema", "rules").stdout)["$id"] == "urn:dunning-rules:v1:rules.schema.json"


def test_a_case_is_decided(installed):
    home, call = installed
    facts = {"debtor_type": "company", "due_date": "2026-11-10", "amount_due": 30000, "currency": "CNY"}
    (home / "cases.json").write_text(
        json.dumps([{"id": "a", "as_of": "2026-11-25T14:00+08:00", "facts": facts}]), encoding="utf-8"
    )
    done = call("decide", "receivables", "cases.json", "--format", "json")
    assert json.loads(done.stdout)[0]["decision"]["stage"] == "M1"
