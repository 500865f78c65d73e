"""What each code of a finding means, in a line: the table of docs/findings."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "DR101": "a file cannot be opened or read",
        "DR102": "a file is not UTF-8 text",
        "DR103": "a file is larger than 2 MB",
        "DR104": "a file is not YAML: indentation, quotes or a colon is wrong",
        "DR105": "a file holds more than one document",
        "DR106": "a file uses `&` anchors or `*` aliases",
        "DR107": "a value carries a `!` tag",
        "DR108": "brackets or indentation go deeper than 40 levels",
        "DR109": "a key is a number, a flag, empty or in brackets",
        "DR110": "a mapping holds the same key twice",
        "DR111": "a file is empty, or a list or a text, where keys are wanted",
        "DR112": "a document does not say its `kind`",
        "DR113": "`kind` is none of the known kinds",
        "DR114": "a key is not known in this place",
        "DR115": "a key that must be there is missing",
        "DR116": "a value has the wrong type or form, or is none of those allowed",
        "DR117": "the folder holds no `pack.yaml`",
        "DR201": "a name is used twice in the pack and those it builds on",
        "DR202": "a name is declared nowhere",
        "DR203": "an operator or value does not fit the type of its fact",
        "DR204": "`at_least_n_of` asks for more conditions than there are, or for none",
        "DR205": "a parameter has neither one value nor a whole table",
        "DR206": "a snippet is used in a section it was not written for",
        "DR207": "a sentence lacks one of the two languages, or has words and `insert`",
        "DR208": "a rule that guards or restrains does not say `if_unknown`",
        "DR209": "derived facts need each other in a circle",
        "DR210": "a derived fact lacks `otherwise`, or has not exactly one of `first` and `count_of`",
        "DR211": "a sentence holds an unknown slot, a slot without its filter, or more than text and slots",
        "DR212": "a condition can hold in more than 400 ways",
        "DR213": "two rules of one rank want different things in one case",
        "DR214": "whether two rules clash could not be decided (a warning)",
        "DR215": "a pack works with other versions of the library than this one",
        "DR216": "a property has no promise, or two",
        "DR217": "a parameter is a table by a fact that is no choice, text or flag",
        "DR218": "a phrase or a word list cannot be read",
        "DR219": "a source row that is named stands in no list of sources",
        "DR230": "an overlay replaces or takes out what is not there, or what may be two things",
        "DR231": "two overlays on one name",
        "DR232": "an overlay loosens a guard, a gate or a limit of the packs beneath",
        "DR301": "a comment to the linter cannot be followed, or would allow an error",
        "DR302": "a comment allows a finding that is not there",
        "DR303": "the time for which a comment allows a finding is over",
        "DR401": "the tests of a pack cover less than the floor the pack sets itself",
        "DR402": "an example of words is not found, or found where it must not be",
        "DR501": "a condition holds in no case, or a line of a decision list is never reached",
        "DR502": "a test changes nothing: the condition holds in the very same cases without it",
        "DR503": "something was not decided: the search outgrew its budget, or no case could be built",
        "DR504": "a rule never decides what it sets: others always go before it",
        "DR505": "no rule sets an outcome that every decision needs, in some case",
        "DR506": "a value or a sentence is in no decision",
        "DR507": "a rule goes before another that asks for more (a note, shown on demand)",
        "DR508": "something is declared that nothing uses",
        "DR509": "nobody answers an objection",
        "DR510": "the bands of a derived fact leave a hole",
        "DR511": "two bands of a derived fact lie over each other",
    }
)
"""In words that also stand in docs/findings/README.md; a code is never reused."""
