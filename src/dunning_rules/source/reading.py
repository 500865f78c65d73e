"""YAML text to plain data with the place of every value; hostile text becomes a finding, never a crash."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.finding import Finding, Fix
from dunning_rules.place import Place
from dunning_rules.source.scalar import typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

MAX_BYTES: Final = 2_000_000
"""A rule file is written by a person; what is longer than 2 MB was not."""

MAX_DEPTH: Final = 40

Path = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data of one file, with the place of each value and of each key."""

    file: str
    data: Any
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Where the value at ``path`` stands, or the nearest thing around it."""
        return self._nearest(self.values, path)

    def key_place(self, path: Path) -> Place:
        """Where the key at ``path`` stands, or the value when it is no key."""
        return self.keys.get(path) or self._nearest(self.values, path)

    def _nearest(self, places: dict[Path, Place], path: Path) -> Place:
        for end in range(len(path), -1, -1):
            if path[:end] in places:
                return places[path[:end]]
        return Place(self.file)


class _Refused(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def read_file(path: FilePath, shown_as: str) -> tuple[Document | None, list[Finding]]:
    """Read one file; ``shown_as`` is the name that findings print.

    Give the document, or None with the finding that says why the file was refused.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [_too_large(shown_as)]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Finding("DR101", f"cannot read the file: {error.strerror}", Place(shown_as))]
    return read_bytes(raw, shown_as)


def text_of(path: FilePath) -> str:
    """Give the text of a file, or none where it cannot be read as text."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def read_bytes(raw: bytes, shown_as: str) -> tuple[Document | None, list[Finding]]:
    """Read YAML from bytes that must be UTF-8."""
    import yaml  # noqa: PLC0415 - a program that loads no pack from text shall not pay for it

    if len(raw) > MAX_BYTES:
        return None, [_too_large(shown_as)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Place(shown_as, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        return None, [Finding("DR102", "the file is not UTF-8 text", place, help="save the file as UTF-8")]
    try:
        return _Builder(shown_as, yaml).build(text), []
    except _Refused as refused:
        return None, [refused.finding]
    except yaml.YAMLError as error:
        return None, [_syntax(error, shown_as)]


def _too_large(shown_as: str) -> Finding:
    message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
    return Finding("DR103", message, Place(shown_as), help="split it by subject, one subject a file")


def _syntax(error: Exception, shown_as: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    place = Place(shown_as, mark.line + 1, mark.column + 1) if mark else Place(shown_as)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    message = f"this is not YAML: {str(problem).strip()}"
    return Finding("DR104", message, place, help="check indentation, quotes and the `:` after each key")


class _Builder:
    """Builds data from parser events without recursion, so that depth can be refused before it hurts."""

    def __init__(self, file: str, yaml: Any) -> None:  # noqa: ANN401 - the module
        self.yaml = yaml
        self.document = Document(file, None)
        self.stack: list[_Open] = []
        self.root: list[Any] = []

    def build(self, text: str) -> Document:
        for event in self._events(text):
            place = Place(self.document.file, event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, self.yaml.DocumentStartEvent) and self.root:
                raise _Refused(Finding("DR105", "more than one document in a file", place, help="one subject a file"))
            if isinstance(event, self.yaml.NodeEvent):
                self._plain_only(event, place)
                self._node(event, place)
            elif isinstance(event, self.yaml.CollectionEndEvent):
                self.stack.pop()
        data = self.root[0] if self.root else None
        return Document(self.document.file, data, self.document.values, self.document.keys)

    def _events(self, text: str) -> Iterator[Any]:
        loader = getattr(self.yaml, "CSafeLoader", self.yaml.SafeLoader)
        yield from self.yaml.parse(text, Loader=loader)

    def _plain_only(self, event: Any, place: Place) -> None:  # noqa: ANN401 - an event class of PyYAML
        """Refuse anchors, aliases and tags: they make one text mean two things at two places."""
        if isinstance(event, self.yaml.AliasEvent) or event.anchor is not None:
            help_ = "write the text out, or name it as a parameter, gate or snippet"
            raise _Refused(Finding("DR106", "anchors and aliases are refused", place, help=help_))
        if event.tag is not None and event.tag not in ("!", None):
            raise _Refused(
                Finding("DR107", f"the tag `{event.tag}` is refused", place, "write the plain value", fix=Fix("untag", place))
            )

    def _node(self, event: Any, place: Place) -> None:  # noqa: ANN401 - an event class of PyYAML
        if isinstance(event, self.yaml.ScalarEvent):
            plain = not event.style and event.implicit[0]
            self._put(typed(event.value) if plain else event.value, place)
            return
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused(Finding("DR108", f"nested deeper than {MAX_DEPTH} levels", place))
        data: Any = {} if isinstance(event, self.yaml.MappingStartEvent) else []
        path = self._put(data, place)
        self.stack.append(_Open(data, path))

    def _put(self, value: Any, place: Place) -> Path:  # noqa: ANN401 - plain data
        """Hang a value into what is open; give its path."""
        if not self.stack:
            self.root.append(value)
            self.document.values[()] = place
            return ()
        top = self.stack[-1]
        if isinstance(top.data, list):
            path = (*top.path, len(top.data))
            top.data.append(value)
        elif top.key is None:
            top.key = self._key(value, top, place)
            return ()
        else:
            path = (*top.path, top.key)
            top.data[top.key] = value
            top.key = None
        self.document.values[path] = place
        return path

    def _key(self, key: Any, top: _Open, place: Place) -> str:  # noqa: ANN401 - plain data
        if not isinstance(key, str):
            help_ = "put it in quotes if it is a name"
            raise _Refused(Finding("DR109", f"the key `{key}` is not text", place, help_, fix=Fix("quote", place)))
        path = (*top.path, key)
        if path in self.document.keys:
            first = self.document.keys[path]
            help_ = f"it stands at line {first.line} already; keep one"
            raise _Refused(Finding("DR110", f"the key `{key}` stands twice", place, help=help_))
        self.document.keys[path] = place
        return key


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet, and the key that waits for its value."""

    data: Any
    path: Path
    key: str | None = None
