"""Matching only: one case against 20, 200 and 2,000 rules, side by side with zen-engine in one process.

Both get the same seeded rules (first hit wins) and the same cases as plain dicts; both must name the same rule for
every case before a time counts.  Read the ratios: absolute figures belong to the machine.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from decimal import Decimal

from dunning_rules.compiler.matcher import MatcherBuilder
from dunning_rules.model.condition import AllOf, Test
from dunning_rules.model.fact import Fact

SEED = 20261125
CASES = 4_000
ROUNDS = 7
BANDS = [(-10, 0), (1, 30), (31, 60), (61, 90), (91, 400)]
CHOICES = {
    "segment": ["negative", "sales_led", "payment_led", "strategic"],
    "objection": ["none", "request_extension", "cannot_pay_full", "cheque_sent", "quality_dispute", "decision_maker_absent"],
    "risk": ["low", "medium", "high"],
    "debtor_type": ["company", "individual"],
    "market": ["retail_trade", "b2b", "personal_debt"],
    "promise": ["none", "open", "broken"],
    "disputed": ["yes", "no"],
}
NUMBERS = {"days_overdue": (-10, 200), "prior_late_count": (0, 6)}
AMOUNTS = [1_000, 10_000, 50_000, 100_000]


def make_rules(count, dice):
    """Rules as lists of (fact, low, high) or (fact, value); the last one always holds."""
    rules = []
    for _ in range(count - 1):
        low, high = dice.choice(BANDS)
        rule = [("days_overdue", low, high)]
        rule += [(fact, dice.choice(CHOICES[fact])) for fact in dice.sample(sorted(CHOICES), dice.randint(1, 3))]
        if dice.random() < 0.3:
            edge = dice.choice(AMOUNTS)
            rule.append(("amount_due", edge, 10_000_000))
        if dice.random() < 0.2:
            rule.append(("prior_late_count", dice.randint(1, 4), 99))
        rules.append(rule)
    return [*rules, []]


def make_cases(dice):
    found = []
    for _ in range(CASES):
        case = {fact: dice.choice(values) for fact, values in CHOICES.items()}
        case |= {fact: dice.randint(*ends) for fact, ends in NUMBERS.items()}
        case["amount_due"] = dice.choice(AMOUNTS) if dice.random() < 0.06 else round(dice.uniform(100, 200_000), 2)
        found.append(case)
    return found


def ours(rules):
    """The matcher of the compiler; bits are given in the order of the rules, so the lowest bit is the first hit."""
    facts = {name: Fact(name, "choice", "", values=tuple(values)) for name, values in CHOICES.items()}
    facts |= {name: Fact(name, "integer", "") for name in NUMBERS} | {"amount_due": Fact("amount_due", "money", "")}
    builder = MatcherBuilder(facts, {})
    first = {}
    for number, rule in enumerate(rules):
        tests = [
            Test(c[0], "between", (c[1], c[2])) if len(c) == 3 else Test(c[0], "is", (c[1],))
            for c in rule
        ]  # fmt: skip
        mask = builder.add(AllOf(tuple(tests)))
        first.setdefault(mask.bit_length() - 1, number)
    match = builder.build().match

    def decide(case):
        certain = match(case)[1]
        return first[(certain & -certain).bit_length() - 1]

    return decide, lambda case: {**case, "amount_due": Decimal(str(case["amount_due"]))}


def zen(rules):
    import zen as library  # noqa: PLC0415 - only the benchmark needs it

    columns = sorted([*CHOICES, *NUMBERS, "amount_due"])

    def cell(rule, column):
        for c in rule:
            if c[0] == column:
                return f"[{c[1]}..{c[2]}]" if len(c) == 3 else f'"{c[1]}"'
        return ""

    inputs = [{"id": f"i{n}", "name": c, "type": "expression", "field": c} for n, c in enumerate(columns)]
    rows = []
    for number, rule in enumerate(rules):
        cells = {f"i{n}": cell(rule, c) for n, c in enumerate(columns)}
        rows.append({"_id": str(number), **cells, "o": str(number)})
    table = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "o", "name": "rule", "type": "expression", "field": "rule"}],
        "rules": rows,
    }
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "t", "type": "decisionTableNode", "name": "t", "content": table},
            {"id": "out", "type": "outputNode", "name": "out"},
        ],
        "edges": [
            {"id": "e1", "type": "edge", "sourceId": "in", "targetId": "t"},
            {"id": "e2", "type": "edge", "sourceId": "t", "targetId": "out"},
        ],
    }
    # The static loader compiles once; a loader function would be asked, and the table compiled, at every call.
    engine = library.ZenEngine({"loader": {"type": "static", "content": {"rules": graph}}})
    return lambda case: int(engine.evaluate("rules", case)["result"]["rule"]), lambda case: case


def nested(rules):
    """The plain loop a CRM would hold."""

    def decide(case):
        for number, rule in enumerate(rules):
            for c in rule:
                value = case[c[0]]
                if not (c[1] <= value <= c[2] if len(c) == 3 else value == c[1]):
                    break
            else:
                return number
        raise AssertionError

    return decide, lambda case: case


def measure(decide, cases):
    started = time.perf_counter()
    for case in cases:
        decide(case)
    return (time.perf_counter() - started) / len(cases) * 1e6


def main():
    peers = {"dunning-rules": ours, "zen-engine": zen, "plain loop": nested}
    cases = make_cases(random.Random(SEED))
    print(f"{'rules':>6}  " + "".join(f"{name:>16}" for name in peers) + f"{'zen / ours':>14}{'loop / ours':>14}")
    for count in (20, 200, 2_000):
        rules = make_rules(count, random.Random(SEED + count))
        built = {name: make(rules) for name, make in peers.items()}
        inputs = {name: [prepare(c) for c in cases] for name, (_, prepare) in built.items()}
        answers = {name: [decide(c) for c in inputs[name][:500]] for name, (decide, _) in built.items()}
        if len({tuple(a) for a in answers.values()}) != 1:
            sys.exit(f"the engines disagree at {count} rules")
        times = {name: [] for name in peers}
        for _ in range(ROUNDS):
            for name, (decide, _) in built.items():
                times[name].append(measure(decide, inputs[name][: 400 if name != "dunning-rules" and count == 2_000 else CASES]))
        middle = {name: statistics.median(t) for name, t in times.items()}
        us = middle["dunning-rules"]
        line = "".join(f"{middle[name]:13.2f} us" for name in peers)
        print(f"{count:>6}  {line}{middle['zen-engine'] / us:13.1f}x{middle['plain loop'] / us:13.1f}x")


if __name__ == "__main__":
    main()
