"""The action and the hooks do what they say: their steps run as a script, on a good pack and on a broken one."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
BROKEN = Path(__file__).parent / "broken"


@dataclass
class Runner:
    """Runs the steps of a composite action as the runner does: bash, inputs in the environment, a step's own outputs."""

    home: Path
    bin: Path
    action: Path
    inputs: dict
    outputs: dict = field(default_factory=dict)
    done: dict = field(default_factory=dict)

    def run(self):
        ok = True
        for step in ACTION["runs"]["steps"]:
            if not (self.wanted(step["if"]) if "if" in step else ok):
                continue
            self.done[step["name"]] = "used" if "uses" in step else self.step(step)
            ok = ok and self.done[step["name"]] in ("used", 0)
        return self

    def wanted(self, condition):
        terms = self.filled(condition).split("&&")
        return all(t.strip() in ("!cancelled()", "true") for t in terms)

    def filled(self, text):
        """Put in what `${{ … }}` stands for; comparisons become true or false."""
        inside = re.sub(r"^\$\{\{ (.*) \}\}$", r"\1", text)
        known = {f"inputs.{n}": v for n, v in self.inputs.items()} | {f"steps.{n}": v for n, v in self.outputs.items()}
        for name, value in known.items():
            inside = re.sub(
                rf"{re.escape(name)}(?![\w-])", lambda _, v=value: f"'{v}'" if "==" in text or "!=" in text else v, inside
            )
        inside = re.sub(r"'([^']*)' == '([^']*)'", lambda m: str(m[1] == m[2]).lower(), inside)
        return re.sub(r"'([^']*)' != '([^']*)'", lambda m: str(m[1] != m[2]).lower(), inside)

    def step(self, step):
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        out = self.home / "github-output"
        out.write_text("", encoding="utf-8")
        given = {name: self.filled(value) for name, value in step["env"].items()}
        path = f"{self.bin}{os.pathsep}/usr/bin{os.pathsep}/bin"
        own = {
            "PATH": path,
            "GITHUB_OUTPUT": str(out),
            "GITHUB_ACTION_PATH": str(self.action),
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=self.home, env=given | own, capture_output=True, text=True, check=False)
        self.said = done.stdout + done.stderr
        written = dict(line.split("=", 1) for line in out.read_text("utf-8").splitlines())
        self.outputs |= {f"{step.get('id')}.outputs.{n}": v for n, v in written.items()}
        return done.returncode


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A machine with nothing but Python and what the library depends on, and the wheel that stands for the action's folder."""
    home = tmp_path_factory.mktemp("machine")
    made = f"from hatchling.build import build_wheel; print(build_wheel({str(home)!r}))"
    subprocess.run([sys.executable, "-c", made], cwd=ROOT, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
    (site,) = (home / "env").glob("lib/python*/site-packages")
    (site / "beside.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (wheel,) = home.glob("*.whl")
    return home / "env" / "bin", wheel


@pytest.fixture
def job(machine, tmp_path):
    """Run the action on packs in an empty folder, with some of its inputs given."""

    def ran(*packs, **given):
        for pack in packs:
            shutil.copytree(BROKEN / pack.split()[-1], tmp_path / pack)
        inputs = {name: said["default"] for name, said in ACTION["inputs"].items() if "default" in said}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        return Runner(tmp_path, *machine, {"packs": "".join(f"{p}\n" for p in packs)} | inputs).run()

    return ran


def findings(home, name="dunning-rules.sarif"):
    (run,) = json.loads((home / name).read_text("utf-8"))["runs"]
    return [(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for r in run["results"]]


def test_a_pack_with_warnings_passes_and_its_findings_are_sent(job, tmp_path):
    done = job("DR502", "my DR302")
    assert done.done == {"Python": "used", "Install": 0, "Lint": 0, "Style": 0, "Send to code scanning": "used"}
    assert findings(tmp_path) == [("DR502", "DR502/rules.yaml"), ("DR302", "my%20DR302/rules.yaml")]
    assert done.outputs == {"lint.outputs.sarif": "dunning-rules.sarif"}


def test_a_broken_pack_fails_and_its_findings_are_sent_all_the_same(job, tmp_path):
    done = job("DR202", sarif="other.sarif")
    assert done.done == {"Python": "used", "Install": 0, "Lint": 1, "Style": 0, "Send to code scanning": "used"}
    assert findings(tmp_path, "other.sarif") == [("DR202", "DR202/rules.yaml")]


def test_the_inputs_say_what_fails_and_what_is_done(job):
    assert job("DR502", fail_level="warning", fmt="false", upload="false").done == {"Python": "used", "Install": 0, "Lint": 1}


def test_a_file_that_is_not_in_the_one_style_fails(job, tmp_path):
    shutil.copytree(BROKEN / "DR502", tmp_path / "mine")
    path = tmp_path / "mine" / "rules.yaml"
    path.write_text(path.read_text("utf-8").replace("layer: stage", "layer:   stage"), encoding="utf-8")
    done = job(packs="mine\n")
    assert (done.done["Lint"], done.done["Style"], "to format mine/rules.yaml" in done.said) == (0, 1, True)


def test_what_the_action_gives_back_is_what_its_step_gives():
    assert ACTION["outputs"]["sarif"]["value"] == "${{ steps.lint.outputs.sarif }}"
    assert [s["id"] for s in ACTION["runs"]["steps"] if "id" in s] == ["lint"]


@pytest.mark.parametrize(("hook", "code", "said"), [(0, 1, "DR202"), (1, 0, "2 files, 0 formatted")])
def test_a_hook_runs_what_it_says(hook, code, said, tmp_path):
    shutil.copytree(BROKEN / "DR202", tmp_path / "mine")
    made = HOOKS[hook]
    assert (made["language"], made["types"]) == ("python", ["yaml"])
    files = ["mine"] if made.get("pass_filenames") is False else ["mine/pack.yaml", "mine/rules.yaml"]
    command = [sys.executable, "-m", *shlex.split(made["entry"].replace("-", "_", 1)), *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, said in done.stdout) == (code, True)
