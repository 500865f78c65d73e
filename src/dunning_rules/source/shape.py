"""Shapes: one description of each part of a document, read twice.

``schema()`` gives its JSON Schema, which authors' editors and our own check use; ``build()`` makes the model value
from data that passed the check.  Because both come from one description, schema and model cannot drift apart.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dunning_rules.place import Place
    from dunning_rules.source.reading import Document, Path

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a document: the document, and the way to the value."""

    document: Document
    path: Path = ()

    def at(self, *steps: str | int) -> Spot:
        """Go further in."""
        return Spot(self.document, (*self.path, *steps))

    @property
    def place(self) -> Place:
        """Where the key stands, or the value if there is no key: what an author would point at."""
        return self.document.key_place(self.path)


class Shape(ABC):
    """A part of a document."""

    @abstractmethod
    def schema(self, defs: Json) -> Json:
        """Give the JSON Schema; shapes with a name put theirs into ``defs`` once."""

    @abstractmethod
    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - each shape builds its own kind of value
        """Make the model value."""


@dataclass(frozen=True, slots=True)
class Plain(Shape):
    """A scalar that is taken as it is, described by a schema."""

    rules: Json
    make: Callable[[Any], Any] | None = None

    def schema(self, defs: Json) -> Json:  # noqa: ARG002 - a scalar needs no definitions
        """Give the JSON Schema."""
        return dict(self.rules)

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401, ARG002 - see Shape; a scalar needs no place
        """Make the value."""
        return self.make(data) if self.make else data


TEXT: Final = Plain({"type": "string", "minLength": 1})
SLUG: Final = Plain({"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"})
NAME: Final = Plain({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_.-]*$"})
FLAG: Final = Plain({"type": "boolean"})
WHOLE: Final = Plain({"type": "integer"})
NUMBER: Final = Plain({"type": "number"}, Decimal)
RATIO: Final = Plain({"type": "number", "minimum": 0, "maximum": 1}, Decimal)
SPAN: Final = Plain({"type": "integer", "minimum": 0, "maximum": 9999})
PARTS: Final = Plain({"type": "integer", "minimum": 1, "maximum": 360})
MONTH_DAY: Final = Plain({"type": "integer", "minimum": 1, "maximum": 31})
DAY: Final = Plain({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}, date.fromisoformat)
CLOCK: Final = Plain({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}, time.fromisoformat)
SCALAR: Final = Plain({"type": ["string", "number", "boolean"]})
ANYTHING: Final = Plain({})


def one_of(*values: str) -> Plain:
    """Take one word of a closed list."""
    return Plain({"enum": list(values)})


@dataclass(frozen=True, slots=True)
class ListOf(Shape):
    """A list of like things, as a tuple."""

    item: Shape
    least: int = 0

    def schema(self, defs: Json) -> Json:
        """Give the JSON Schema."""
        return {"type": "array", "items": self.item.schema(defs), **({"minItems": self.least} if self.least else {})}

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        """Make the tuple."""
        return tuple(self.item.build(d, spot.at(i)) for i, d in enumerate(data))


@dataclass(frozen=True, slots=True)
class MapOf(Shape):
    """Names to like things; ``make`` gets the mapping and the spot."""

    value: Shape
    least: int = 0

    def schema(self, defs: Json) -> Json:
        """Give the JSON Schema."""
        rules: Json = {"type": "object", "additionalProperties": self.value.schema(defs)}
        return {**rules, "minProperties": self.least} if self.least else rules

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        """Make the mapping."""
        return {key: self.value.build(d, spot.at(key)) for key, d in data.items()}


@dataclass(frozen=True, slots=True)
class ByType(Shape):
    """One shape for data of a JSON type, another for the rest, told apart by if/then so that errors stay plain."""

    type: str
    then: Shape
    other: Shape

    def schema(self, defs: Json) -> Json:
        """Give the JSON Schema."""
        return {"if": {"type": self.type}, "then": self.then.schema(defs), "else": self.other.schema(defs)}

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        """Make the value by the shape that fits the data."""
        kinds = {"object": dict, "array": list, "string": str}
        return (self.then if isinstance(data, kinds[self.type]) else self.other).build(data, spot)


def one_or_many(item: Shape) -> Shape:
    """Take one thing or a list of them; always build a tuple."""
    return ByType("array", ListOf(item, least=1), Made(item, lambda value, _spot: (value,)))


@dataclass(frozen=True, slots=True)
class Made(Shape):
    """A shape whose built value is made into another one, with its spot at hand."""

    inner: Shape
    make: Callable[[Any, Spot], Any]

    def schema(self, defs: Json) -> Json:
        """Give the JSON Schema of the inner shape."""
        return self.inner.schema(defs)

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        """Make the value."""
        return self.make(self.inner.build(data, spot), spot)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its shape, what it means, whether it must be there.

    ``to`` is the field of the model value it fills, where that is not called the same.
    """

    shape: Shape
    about: str = ""
    must: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Record(Shape):
    """A mapping with known keys; ``make`` is called with one argument a key that is present, and the place."""

    make: Callable[..., Any]
    keys: Mapping[str, Key]
    with_place: bool = True
    constants: Mapping[str, str] = field(default_factory=dict)
    least: int = 0

    def schema(self, defs: Json) -> Json:
        """Give the JSON Schema."""
        properties: Json = {name: {"const": value} for name, value in self.constants.items()}
        for name, key in self.keys.items():
            shape = key.shape.schema(defs)
            properties[name] = {"description": key.about, **shape} if key.about else shape
        required = [*self.constants, *(name for name, key in self.keys.items() if key.must)]
        rules: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**rules, **({"required": required} if required else {}), **({"minProperties": self.least} if self.least else {})}

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        """Make the value."""
        built = {key.to or name: key.shape.build(data[name], spot.at(name)) for name, key in self.keys.items() if name in data}
        return self.make(**built, place=spot.place) if self.with_place else self.make(**built)


@dataclass(frozen=True, slots=True)
class Named(Shape):
    """A shape under a name in ``$defs``; being looked up late, it may stand inside itself."""

    name: str
    find: Callable[[], Shape]

    def schema(self, defs: Json) -> Json:
        """Give a reference, and put the definition down the first time."""
        if self.name not in defs:
            defs[self.name] = {}
            defs[self.name].update(self.find().schema(defs))
        return {"$ref": f"#/$defs/{self.name}"}

    def build(self, data: Any, spot: Spot) -> Any:  # noqa: ANN401 - see Shape
        """Make the value by the named shape."""
        return self.find().build(data, spot)
