"""Packs and cases for the comparison of the engine with the definition: small, odd, and full of unknowns."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from dunning_rules.compiler.passes import compile_packs
from dunning_rules.source.folder import pack_of
from dunning_rules.source.reading import Document

HEADER = {
    "kind": "pack", "id": "tiny", "title": "Tiny", "version": "1.0.0", "owner": "tests", "languages": ["zh-CN", "en"],
}  # fmt: skip
FACTS = {
    "kind": "facts",
    "facts": {
        "kind_of_debtor": {"type": "choice", "values": ["company", "person", "club"], "absent": "company"},
        "step": {"type": "choice", "values": ["low", "middle", "high"], "ordered": True},
        "days": {"type": "integer"},
        "amount": {"type": "money"},
        "currency": {"type": "text"},
        "agreed": {"type": "flag"},
        "doors": {"type": "set", "values": ["a", "b", "c"], "absent": []},
        "clock": {"type": "time"},
        "day": {"type": "date"},
        "objection": {"type": "choice", "values": ["none"]},
        "objections": {"type": "set", "values": ["other"]},
    },
}
for _spec in FACTS["facts"].values():
    _spec |= {"title": "x", "meaning": "x"}

PARAMETERS = {
    "kind": "parameters",
    "parameters": [
        {"name": "limit", "meaning": "x", "value": 30},
        {"name": "small", "meaning": "x", "by": ["kind_of_debtor", "currency"],
         "values": {"company": {"CNY": 100, "USD": 10}, "person": {"CNY": 50}}},
        {"name": "tall", "meaning": "x", "by": ["kind_of_debtor"], "values": {"company": "high", "club": "low"}},
        {"name": "grace", "meaning": "x", "by": ["agreed", "currency"],
         "values": {"true": {"CNY": 30, "USD": 1}, "false": {"CNY": 0}}},
    ],
}  # fmt: skip
OBJECTIONS = {
    "kind": "objections",
    "objections": [
        {"id": "dispute", "title": "x"},
        {"id": "fee", "title": "x", "under": "dispute"},
        {"id": "late_fee", "title": "x", "under": "fee"},
        {"id": "delay", "title": "x"},
        {"id": "other", "title": "x"},
    ],
}
OBJECTION_IDS = [o["id"] for o in OBJECTIONS["objections"]]

DAYS = [-1, 0, 1, 29, 30, 31]
AMOUNTS = [0, 10, 50, 100, Decimal("100.01")]
CLOCKS = ["00:00", "08:00", "12:00", "22:00", "23:59"]
DATES = ["2026-11-24", "2026-11-25", "2026-11-26"]
SECTIONS = {"OPEN": ["call", "letter"], "REPLY": ["call", "letter"], "CLOSE": ["call"]}


def one_of(*values):
    return st.sampled_from(values)


def operators(values, *more):
    """Tests of an ordered fact: a value, a list, one or two comparisons, known, not."""
    value = st.sampled_from(values)
    pair = st.tuples(value, value).map(lambda p: sorted(p, key=values.index))
    compared = st.dictionaries(one_of("at_least", "more_than", "at_most", "less_than"), value, min_size=1, max_size=2)
    return st.one_of(
        value,
        st.lists(value, min_size=1, max_size=3),
        compared,
        st.fixed_dictionaries({"between": pair}),
        st.fixed_dictionaries({"known": st.booleans()}),
        st.fixed_dictionaries({"not": st.one_of(value, st.lists(value, min_size=1, max_size=2))}),
        *more,
    )


def chosen(values, *more):
    value = st.sampled_from(values)
    many = st.lists(value, min_size=1, max_size=3)
    known = st.fixed_dictionaries({"known": st.booleans()})
    return st.one_of(value, many, known, st.fixed_dictionaries({"not": st.one_of(value, many)}), *more)


def sets(values):
    value = st.sampled_from(values)
    what = st.one_of(value, st.lists(value, min_size=1, max_size=2))
    tests = st.dictionaries(one_of("includes", "excludes"), what, min_size=1, max_size=2)
    return st.one_of(tests, st.fixed_dictionaries({"known": st.booleans()}))


def by(operator, parameter):
    return st.just({operator: {"parameter": parameter}})


STEPS = ["low", "middle", "high"]
TESTS = {
    "kind_of_debtor": chosen(["company", "person", "club"]),
    "step": chosen(STEPS, st.dictionaries(one_of("at_least", "at_most"), one_of(*STEPS), min_size=1), by("at_least", "tall"),
                   st.just({"parameter": "tall"})),
    "days": operators(DAYS, by("at_least", "limit"), by("more_than", "grace"), st.just([1, {"parameter": "limit"}])),
    "amount": operators(AMOUNTS, by("at_most", "small"), by("more_than", "small")),
    "currency": chosen(["CNY", "USD"]),
    "agreed": st.one_of(st.booleans(), st.fixed_dictionaries({"known": st.booleans()})),
    "doors": sets(["a", "b", "c"]),
    "clock": st.dictionaries(one_of("from", "until"), one_of(*CLOCKS), min_size=1),
    "day": operators(DATES),
    "objection": chosen(["none", *OBJECTION_IDS]),
    "objections": sets(OBJECTION_IDS),
}  # fmt: skip
DERIVED_TESTS = {
    "stage": chosen(["early", "late"], st.dictionaries(one_of("at_least", "at_most"), one_of("early", "late"), min_size=1)),
    "signs": operators([0, 1, 2, 3]),
}


def conditions(names, depth=2):
    tests = {n: (TESTS | DERIVED_TESTS)[n] for n in names}
    plain = st.sets(st.sampled_from(sorted(tests)), max_size=3).flatmap(
        lambda found: st.fixed_dictionaries({n: tests[n] for n in sorted(found)})
    )
    if not depth:
        return plain
    inner = st.lists(conditions(names, depth - 1), min_size=1, max_size=3)
    count = inner.flatmap(lambda of: st.integers(1, len(of)).map(lambda n: {"n": n, "of": of}))
    extra = st.fixed_dictionaries({}, optional={"any": inner, "none": inner, "at_least_n_of": count})
    return st.one_of(plain, plain, st.builds(lambda a, b: a | b, plain, extra))


GIVEN = sorted(TESTS)
EVERYTHING = [*GIVEN, *DERIVED_TESTS]


def subset(values, most=2):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def ladder(levels):
    level = st.sampled_from(levels)
    return st.fixed_dictionaries(
        {},
        optional={"base": level, "shift": st.integers(-1, 2), "soft_cap": level, "floor": level, "hard_cap": level,
                  **({} if isinstance(levels[0], str) else {"times": one_of(Decimal("0.6"), Decimal("1.5"))})},
    ).filter(bool)  # fmt: skip


TONES = ["warm", "plain", "firm"]
PROTECTIVE = {
    "codes": subset(["C-ONE", "C-TWO"]),
    "verdict": one_of("review", "hold", "block"),
    "next_actions": subset(["write", "call", "wait"]),
    "modifiers": subset(["soft", "clear"]),
}
THEN = st.fixed_dictionaries(
    {},
    optional={
        **PROTECTIVE,
        "role": one_of("clerk", "chief"),
        "channel": st.one_of(one_of("phone", "post", "none"), st.permutations(["phone", "post", "none"])),
        "offer": one_of("plan", "rebate", "none"),
        "script": st.fixed_dictionaries(
            {}, optional={"OPEN": one_of("open-one", "open-two", "none"), "CLOSE": st.just("close-one"),
                          "REPLY": st.permutations(["reply-one", "reply-two", "reply-three", "reply-four"])}
        ).filter(bool),
        "documents": subset(["bill", "contract"]),
        "consequences": subset(["interest", "report", "terms"]),
        "holds": subset(["dispute", "manual"]),
        "tone": ladder(TONES),
        "contact_interval": ladder([1, 2, 3, 5]),
        "closes": subset(["script", "next_actions", "consequences", "offer"]),
    },
)  # fmt: skip
_BRINGS = st.fixed_dictionaries({}, optional={**PROTECTIVE, "when": conditions(EVERYTHING, 1)}).filter(bool)
BRINGS = st.one_of(_BRINGS, st.lists(_BRINGS, min_size=1, max_size=2))
OFFER_BRINGS = st.fixed_dictionaries({}, optional={**PROTECTIVE, "script": st.just({"CLOSE": "close-two"})}).filter(bool)
LAYERS = ["data", "hold", "contact_limits", "objection", "stage", "default"]


@st.composite
def rules(draw):
    found = []
    for number in range(draw(st.integers(1, 7))):
        priority = draw(st.one_of(st.just(number), st.just(number), st.integers(0, 1)))
        rule = {"id": f"rule-{number}", "title": "x", "then": draw(THEN), "priority": priority,
                "because": {"policy": "x"}, "if_unknown": draw(one_of("apply", "skip"))}  # fmt: skip
        if draw(st.integers(0, 5)):
            rule["when"] = draw(conditions(EVERYTHING))
        found.append({"kind": "rules", "layer": draw(one_of(*LAYERS)), "rules": [rule]})
    return found


@st.composite
def gates(draw):
    found = []
    for name in ("first", "second", "third"):
        refused = draw(st.fixed_dictionaries({}, optional={k: PROTECTIVE[k] for k in ("verdict", "codes")}))
        found.append({"id": name, "title": "x", "when": draw(conditions(EVERYTHING, 1)), "refused": refused,
                      "because": {"policy": "x"}, **({"code": "C-TWO"} if draw(st.booleans()) else {})})  # fmt: skip
    refused = {"closes": ["script", "next_actions"], "channel": "none", "next_actions": ["wait"]}
    form = {"id": "form_gate", "title": "x", "when": draw(conditions(EVERYTHING, 1)), "because": {"policy": "x"},
            "layer": "contact_limits", "forms": ["call"], "refused": refused}  # fmt: skip
    if draw(st.booleans()):
        form["opens_after"] = {"level": "contact_interval", "since": "talked_at"}
    return {"kind": "gates", "gates": [*found, form]}


GATE = one_of("first", "second", "third")


def values(draw, outcome, ids, optional):
    found = []
    for name in ids:
        more = draw(st.fixed_dictionaries({}, optional=optional))
        found.append({"id": name, "title": "x", **more})
    return {"kind": "outcome", "outcome": outcome, "values": found}


@st.composite
def outcomes(draw):
    plain = {"role": ["clerk", "chief"], "next_actions": ["wait", "write", "call"], "modifiers": ["soft", "clear"],
             "codes": ["C-ONE", "C-TWO"], "documents": ["contract", "bill"]}  # fmt: skip
    found = [values(draw, name, ids, {}) for name, ids in plain.items()]
    found += [
        values(draw, name, ids, {"brings": BRINGS})
        for name, ids in {"verdict": ["allow", "review", "hold", "block"], "holds": ["manual", "dispute"]}.items()
    ]
    found.append(values(draw, "tone", TONES, {"brings": BRINGS, "most_consequences": st.integers(0, 2)}))
    forms = values(draw, "form", ["call", "letter"], {"brings": BRINGS})
    channels = values(draw, "channel", ["phone", "post"], {"gate": GATE})
    for channel, form in zip(channels["values"], ("call", "letter"), strict=True):
        channel["form"] = form
    sections = [{"id": s, "title": "x", "forms": f} for s, f in SECTIONS.items()]
    offers = [
        {
            "id": i,
            "title": "x",
            **draw(st.fixed_dictionaries({}, optional={"gate": GATE, "brings": OFFER_BRINGS, "instead": st.just(o)})),
        }
        for i, o in (("plan", "rebate"), ("rebate", "plan"))
    ]
    named = [
        {
            "id": i,
            "title": "x",
            "sentence": "x",
            **draw(st.fixed_dictionaries({}, optional={"gate": GATE, "brings": BRINGS, "instead": st.just("terms")})),
        }
        for i in ("interest", "report", "terms")
    ]
    return [*found, forms, channels, {"kind": "outcome", "outcome": "script", "values": sections},
            {"kind": "offers", "offers": offers}, {"kind": "consequences", "consequences": named}]  # fmt: skip


@st.composite
def snippets(draw):
    found = []
    for name, section in {
        "open-one": "OPEN",
        "open-two": "OPEN",
        "close-one": "CLOSE",
        "close-two": "CLOSE",
        "reply-one": "REPLY",
        "reply-two": "REPLY",
        "reply-three": "REPLY",
        "reply-four": "REPLY",
    }.items():
        sentences = []
        for _ in range(draw(st.integers(1, 2))):
            more = draw(st.fixed_dictionaries({}, optional={"claim": GATE, "when": conditions(EVERYTHING, 1)}))
            words = {"insert": "consequences"} if not draw(st.integers(0, 4)) else {"zh-CN": "x", "en": "x"}
            sentences.append({**words, **more})
        forms = draw(subset(["call", "letter"]))
        found.append({"kind": "script", "id": name, "section": section, "forms": forms, "sentences": sentences,
                      "because": {"policy": "x"}})  # fmt: skip
    return found


@st.composite
def derivations(draw):
    rows = [{"value": draw(one_of("early", "late")), "when": draw(conditions(GIVEN, 1))} for _ in range(draw(st.integers(1, 3)))]
    stage = {"kind": "derive", "fact": "stage", "type": "choice", "values": ["early", "late"], "ordered": True, "title": "x",
             "meaning": "x", "first": rows, "otherwise": draw(one_of("early", "late"))}  # fmt: skip
    counted = [draw(conditions([*GIVEN, "stage"], 1)) for _ in range(draw(st.integers(1, 3)))]
    signs = {"kind": "derive", "fact": "signs", "title": "x", "meaning": "x", "count_of": counted}
    return draw(st.permutations([stage, signs]))


TALKED = {"kind": "facts", "facts": {"talked_at": {"type": "moment", "title": "x", "meaning": "x"}}}


@st.composite
def packs(draw):
    """All documents of a pack but its header, in any order."""
    documents = [FACTS, PARAMETERS, OBJECTIONS, TALKED, draw(gates()), *draw(outcomes()), *draw(snippets()), *draw(derivations()),
                 *draw(rules())]  # fmt: skip
    return draw(st.permutations(documents)) if draw(st.booleans()) else documents


FEW = ("kind_of_debtor", "step", "agreed")
_OTHERS = set(TESTS) - set(FEW)


def few_facts(document):
    """The same document with only a few facts asked, so that all its cases can be tried."""
    if isinstance(document, dict) and document.get("kind") not in ("facts", "parameters", "objections"):
        return {k: few_facts(v) for k, v in document.items() if k not in _OTHERS}
    return [few_facts(d) for d in document] if isinstance(document, list) else document


@st.composite
def small_packs(draw):
    """Packs whose rules ask few facts, and what they derive from these."""
    return few_facts(draw(packs()))


CASE_VALUES = {
    "kind_of_debtor": ["company", "person", "club", None, "unknown"],
    "step": [*STEPS, None],
    "days": [*DAYS, None],
    "amount": AMOUNTS,
    "currency": ["CNY", "USD", "EUR"],
    "agreed": [True, False, None],
    "doors": [None, [], ["a"], ["b"], ["c", "a"], ["a", "b", "c"]],
    "clock": CLOCKS,
    "day": DATES,
    "objection": ["none", *OBJECTION_IDS],
    "objections": [[], ["late_fee"], ["delay", "fee"], ["other"], OBJECTION_IDS],
}


def case_from(seed):
    """One case; each fact is there three times in four."""
    random = Random(seed)
    return {name: random.choice(values) for name, values in CASE_VALUES.items() if random.random() < 0.75}


def packed(documents):
    """Build the pack of raw documents."""
    pack, findings = pack_of([Document("tiny/pack.yaml", HEADER), *(Document("tiny/x.yaml", d) for d in documents)], "tiny")
    assert not findings, findings
    return pack


def compiled(documents):
    """Build and compile raw documents; give the programs and the findings."""
    return compile_packs((packed(documents),))
