"""A folder of rule files becomes a pack."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.decision import plain
from dunning_rules.model.finding import Finding
from dunning_rules.model.outcome import Outcome
from dunning_rules.model.pack import Header, Pack
from dunning_rules.model.words import Words
from dunning_rules.place import Place
from dunning_rules.source.check import check_shape
from dunning_rules.source.kinds import KINDS
from dunning_rules.source.reading import Document, read_file
from dunning_rules.source.shape import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEADER_FILE: Final = "pack.yaml"
_NO_HEADER: Final = "DR117"
_TESTS: Final = (".test.yaml", ".test.yml")
_SUFFIXES: Final = (".yaml", ".yml")


def shipped(name: str) -> Path:
    """Find a shipped folder (`rulepacks`, `schemas`): inside the installed package, else in the source tree."""
    inside = Path(str(files("dunning_rules"))) / name
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / name


@dataclass(slots=True)
class _Gathered:
    """What the documents of a pack said, by kind, while the folder is read."""

    header: Header | None = None
    by_kind: dict[str, list[Any]] = field(default_factory=dict)
    meaning: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, document: Document) -> None:
        """Check one document and build what it says."""
        findings = check_shape(document)
        self.findings.extend(findings)
        if findings:
            return
        kind = document.data["kind"]
        try:
            built = KINDS[kind].build(document.data, Spot(document))
        except ValueError as error:
            self.findings.append(Finding("DR116", str(error), document.place(())))
            return
        if kind == "pack":
            self.header = built
        else:
            self.by_kind.setdefault(kind, []).append(built)
        if kind != "test":
            self.meaning.append((kind, json.dumps(plain(document.data), sort_keys=True, ensure_ascii=False)))

    def all(self, kind: str) -> tuple[Any, ...]:
        """Flatten the lists of one kind."""
        return tuple(item for built in self.by_kind.get(kind, ()) for item in built)

    def digest(self) -> str:
        """Hash what the pack means: comments, layout and the names of files do not count."""
        return hashlib.sha256(json.dumps(sorted(self.meaning)).encode()).hexdigest()


def read_pack(folder: Path, shown_as: str = "", *, with_tests: bool = True) -> tuple[Pack | None, list[Finding]]:
    """Read every YAML file below a folder; deciding needs no tests, so their files may be left out.

    Give the pack, or None when it has no usable pack.yaml, and all findings; one bad file loses nothing of another.
    """
    prefix = shown_as or str(folder)
    documents: list[Document] = []
    refused: list[Finding] = []
    for path, name in pack_files(folder, prefix):
        if not with_tests and path.name.endswith(_TESTS):
            continue
        document, findings = read_file(path, name)
        refused.extend(findings)
        if document is not None:
            documents.append(document)
    pack, findings = pack_of(documents, prefix, _beside(folder))
    if any(f.place.file == f"{prefix}/{HEADER_FILE}" for f in refused):
        findings = [f for f in findings if f.code != _NO_HEADER]
    return pack, [*refused, *findings]


def _beside(folder: Path) -> list[tuple[str, str]]:
    """Give what decides beside the documents, each with its hash: what was learned, and what characters are."""
    found = [*folder.glob("learned/*.json"), *folder.glob("characters.csv")]
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(found)]


def pack_files(folder: Path, shown_as: str) -> Iterator[tuple[Path, str]]:
    """Give every YAML file below the folder of a pack, in order, with the name that findings print."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES and p.is_file()):
        yield path, f"{shown_as}/{path.relative_to(folder).as_posix()}"


def pack_of(
    documents: Iterable[Document], shown_as: str, beside: Iterable[tuple[str, str]] = ()
) -> tuple[Pack | None, list[Finding]]:
    """Make a pack of documents that were read; one bad document loses nothing of another.

    ``beside`` names what else decides, each with its hash; it counts for the digest.
    """
    gathered = _Gathered(meaning=list(beside))
    for document in documents:
        gathered.take(document)
    if gathered.header is not None:
        return _pack(gathered, gathered.header), gathered.findings
    if not any(f.place.file.endswith(HEADER_FILE) for f in gathered.findings):
        help_ = "write one: id, title, version, owner, languages"
        gathered.findings.append(Finding(_NO_HEADER, f"no {HEADER_FILE}", Place(shown_as), help=help_))
    return None, gathered.findings


def _pack(gathered: _Gathered, header: Header) -> Pack:
    facts = gathered.by_kind.get("facts", [])
    listed = [Outcome(name, gathered.all(kind)) for name, kind in (("offer", "offers"), ("consequences", "consequences"))]
    return Pack(
        header=header,
        digest=gathered.digest(),
        parameters=gathered.all("parameters"),
        facts=tuple(f for found, _ in facts for f in found),
        checks=tuple(c for _, found in facts for c in found),
        derivations=tuple(gathered.by_kind.get("derive", ())),
        gates=gathered.all("gates"),
        outcomes=(*gathered.by_kind.get("outcome", ()), *(o for o in listed if o.items)),
        objections=gathered.all("objections"),
        rules=tuple(replace(r, pack=header.id) for r in gathered.all("rules")),
        snippets=tuple(replace(s, pack=header.id) for s in gathered.by_kind.get("script", ())),
        papers=tuple(replace(p, pack=header.id) for p in gathered.by_kind.get("paper", ())),
        properties=gathered.all("properties"),
        sources=gathered.all("sources"),
        tests=gathered.all("test"),
        words=Words(
            spellings=gathered.all("spellings"),
            lists=gathered.all("words"),
            triggers=tuple(gathered.by_kind.get("triggers", ())),
            cues=gathered.all("cues"),
        ),
    )
