"""Shape errors as findings: the author's words, the place, and the next step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.model.finding import Finding, Fix
from dunning_rules.model.names import did_you_mean, surely_meant
from dunning_rules.source.kinds import KINDS
from dunning_rules.source.scalar import typed
from dunning_rules.source.schemas import validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

    from dunning_rules.place import Place
    from dunning_rules.source.reading import Document, Path

_TYPES: Final = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


def check_shape(document: Document, kinds: dict[str, Any] = KINDS) -> list[Finding]:
    """Check one document against the schema of its kind; say everything that is wrong."""
    data = document.data
    if not isinstance(data, dict):
        return [Finding("DR111", f"the file must hold a mapping, not {_shown(data)}", document.place(()))]
    kind = data.get("kind")
    if kind is None:
        listed = ", ".join(f"`{k}`" for k in kinds)
        return [Finding("DR112", "the key `kind` is missing", document.place(()), help=f"it is one of {listed}")]
    if kind not in kinds:
        hint = did_you_mean(str(kind), kinds)
        place = document.place(("kind",))
        return [Finding("DR113", f"unknown kind `{kind}`", place, hint, fix=_rename(str(kind), kinds, place))]
    return check_by(document, validator(kind))


def check_by(document: Document, rules: Validator) -> list[Finding]:
    """Check a document by a validator."""
    return [f for error in rules.iter_errors(document.data) for f in _findings(error, document)]


def _findings(error: ValidationError, document: Document) -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    instance: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "additionalProperties":
        schema: Any = error.schema
        known = schema.get("properties", {})
        for key in instance:
            if key not in known:
                listed = ", ".join(f"`{k}`" for k in known)
                hint = did_you_mean(key, known) or f"known here: {listed}"
                place = document.key_place((*path, key))
                free = [k for k in known if k not in instance]
                yield Finding("DR114", f"unknown key `{key}`", place, hint, fix=_rename(key, free, place))
    elif error.validator == "required":
        for key in wanted:
            if key not in instance:
                yield Finding("DR115", f"the key `{key}` is missing{_inside(path)}", document.key_place(path))
    else:
        say = _SAY.get(str(error.validator), _as_told)
        place = document.place(path)
        yield Finding("DR116", f"{_subject(path)} {say(error)}", place, fix=_fix_of(error, place))


def _rename(name: str, known: Iterable[str], place: Place) -> Fix | None:
    meant = surely_meant(name, known)
    return Fix("rename", place, meant) if meant else None


def _fix_of(error: ValidationError, place: Place) -> Fix | None:
    """Give the repair of a value that can only be meant so: a name nearly right, quotes too many or too few, a list of one."""
    given: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "enum" and isinstance(given, str):
        return _rename(given, map(str, wanted), place)
    if error.validator != "type" or given is None or isinstance(given, (dict, list)):
        return None
    if wanted == "array":
        return Fix("enlist", place)
    if wanted == "string":
        return Fix("quote", place)
    fits = _PLAIN.get(str(wanted))
    return Fix("unquote", place) if fits and isinstance(given, str) and isinstance(typed(given), fits) else None


_PLAIN: Final[dict[str, tuple[type, ...]]] = {"integer": (int,), "number": (int, Decimal), "boolean": (bool,)}


def _inside(path: Path) -> str:
    names = [str(p) for p in path if isinstance(p, str)]
    return f" in `{names[-1]}`" if names else ""


def _subject(path: Path) -> str:
    names = [str(p) for p in path if isinstance(p, str)]
    return f"`{names[-1]}`" if names else "the document"


def _shown(value: Any) -> str:  # noqa: ANN401 - plain data
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    return "nothing" if value is None else f"`{value}`"


def _as_told(error: ValidationError) -> str:
    return str(error.message)


def _wrong_type(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    words = [_TYPES[w] for w in ([wanted] if isinstance(wanted, str) else wanted)]
    return f"must be {' or '.join(words)}, not {_shown(error.instance)}"


def _no_choice(error: ValidationError) -> str:
    choices: Any = error.validator_value
    hint = did_you_mean(str(error.instance), map(str, choices))
    listed = ", ".join(f"`{v}`" for v in choices)
    return f"must be one of {listed}, not {_shown(error.instance)}" + (f"; {hint}" if hint else "")


_SAY: Final[dict[str, Callable[[ValidationError], str]]] = {
    "type": _wrong_type,
    "enum": _no_choice,
    "const": lambda e: f"must be `{e.validator_value}`, not {_shown(e.instance)}",
    "pattern": lambda e: f"has the wrong form: {_shown(e.instance)}",
    "minLength": lambda _e: "must not be empty",
    "minimum": lambda e: f"must be at least {e.validator_value}, not {_shown(e.instance)}",
    "maximum": lambda e: f"must be at most {e.validator_value}, not {_shown(e.instance)}",
    "minItems": lambda e: f"must hold at least {e.validator_value}",
    "minProperties": lambda e: f"must hold at least {e.validator_value}",
}
