"""Suggested pack tests as a document: ready to be read, mended and kept by an author."""

from __future__ import annotations

from decimal import Decimal
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from dunning_rules.source.scalar import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dunning_rules.model.suggestion import SuggestedTest, Suggestions

_WIDTH: Final = 130
_HEAD: Final = """\
# Suggested by `dunning-rules test --suggest`. Each case says what is decided today, right or wrong: read it, set right
# what should be otherwise, give it a name, and move it into the test file beside what it is about.
"""


def as_document(suggestions: Suggestions) -> str:
    """Write suggestions as a document of `kind: test`; what could not be built stands at its end as comments."""
    lines = [_HEAD.rstrip("\n")]
    if suggestions.tests:
        lines += ["kind: test", "cases:"]
        lines += [line for test in suggestions.tests for line in _case(test)]
    else:
        lines.append("# There is nothing to add.")
    if suggestions.not_built:
        lines.append("# Not built:")
        lines += [f"# {n.goal.place}: {n.goal}: {n.reason}" for n in suggestions.not_built]
    return "\n".join(lines) + "\n"


def _case(suggested: SuggestedTest) -> Iterator[str]:
    """Write one case below a comment that says what it shows and what it is made from."""
    test = suggested.test
    yield f"  # shows: {suggested.shows}"
    if suggested.pair:
        yield f"  # made from: {suggested.pair}; changed: {', '.join(suggested.changed) or 'nothing'}"
    case = {"name": test.name, "as_of": test.as_of, "facts": dict(test.facts), "expect": dict(test.expect)}
    yield indent(_dumped([case]).rstrip("\n"), "  ")


def _dumped(data: Any) -> str:  # noqa: ANN401 - plain data
    import yaml  # noqa: PLC0415 - a program that writes no pack shall not pay for it

    class Dumper(yaml.SafeDumper):
        """Writes what our own reader reads back as it was."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        quoted = '"' if typed(value) != value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=quoted)

    def number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))

    Dumper.add_representer(str, text)
    Dumper.add_representer(Decimal, number)
    Dumper.ignore_aliases = lambda self, data: True  # type: ignore[method-assign]  # noqa: ARG005 - aliases are refused
    written: str = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return written
