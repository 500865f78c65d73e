"""What a pack means, written from the sentences M1 to M17 of docs/reference/meaning.md and from nothing else.

Slow and plain on purpose: it reads the raw documents, knows no bit sets and no cache, and shares no line with the engine.
"""

from __future__ import annotations

from datetime import date, time
from decimal import ROUND_CEILING, Decimal

LAYERS = """data law hold closed plan contact_limits special_case objection escalation risk stage frequency_and_amount
segment market channel default""".split()
GRAVE = ("allow", "review", "hold", "block")
COLLECTED = ("next_actions", "modifiers", "codes", "documents", "records", "delivery_notes", "reply_cards", "consequences", "holds", "follow_up")
UNCLOSED, FIRST = (-1, 0, 0), 10**9


class Refused(Exception):
    """A case with bad facts (M17), or two rules of one rank that set a target differently (M9)."""


def all_of(values):
    return False if False in values else None if None in values else True


opposite = {None: None, True: False, False: True}.get


def any_of(values):
    return opposite(all_of([opposite(v) for v in values]))


READERS = {  # M1: one reading a type, nothing coerced
    "integer": lambda spec, raw: raw if type(raw) is int else None,
    **dict.fromkeys(("decimal", "money"), lambda spec, raw: Decimal(raw) if type(raw) in (int, Decimal) else None),
    "flag": lambda spec, raw: raw if type(raw) is bool else None,
    "choice": lambda spec, raw: raw if raw in spec["values"] else None,
    "text": lambda spec, raw: raw if type(raw) is str else None,
    "set": lambda spec, raw: frozenset(raw) if type(raw) is list and set(raw) <= set(spec["values"]) else None,
    "time": lambda spec, raw: time.fromisoformat(raw) if type(raw) is str else None,
    "date": lambda spec, raw: date.fromisoformat(raw) if type(raw) is str else None,
}


LINES = {True: "true", False: "false"}  # M3: how the lines of a table by a flag are written


def read(spec, raw):
    if (value := READERS[spec["type"]](spec, raw)) is None:
        raise Refused(f"{raw!r} is no {spec['type']}")
    return value


def wanted_by(rules):
    return [((LAYERS.index(r["layer"]), -r.get("priority", 0), 0), r["then"]) for r in rules]


def gather(documents, kind, key):
    return [item for document in documents if document["kind"] == kind for item in document[key]]


class Definition:
    def __init__(self, documents):
        self.specs = {k: v for d in documents if d["kind"] == "facts" for k, v in d["facts"].items()}
        self.derived = {d["fact"]: d for d in documents if d["kind"] == "derive"}
        self.specs |= {name: {"type": "integer", **document} for name, document in self.derived.items()}
        self.parameters = {p["name"]: p for p in gather(documents, "parameters", "parameters")}
        self.gates = {g["id"]: g for g in gather(documents, "gates", "gates")}
        self.snippets = {d["id"]: d for d in documents if d["kind"] == "script"}
        self.items = {d["outcome"]: {v["id"]: v for v in d["values"]} for d in documents if d["kind"] == "outcome"}
        for kind, name in (("offers", "offer"), ("consequences", "consequences")):
            self.items[name] = {v["id"]: v for v in gather(documents, kind, kind)}
        self.objections = {o["id"]: o for o in gather(documents, "objections", "objections")}
        self.specs["objection"] = {**self.specs["objection"], "values": ["none", *self.objections]}
        self.specs["objections"] = {**self.specs["objections"], "values": list(self.objections)}
        self.rules = [{**r, "layer": d["layer"]} for d in documents if d["kind"] == "rules" for r in d["rules"]]

    # M1, M2, M8, M17 ---------------------------------------------------------------------------------------------
    def facts(self, given):
        if any(n not in self.specs or n in self.derived for n in given):
            raise Refused(given)
        values, assumed = {}, []
        for name, spec in self.specs.items():
            if name in self.derived or given.get(name, "") is None or given.get(name) == "unknown":
                continue
            try:
                if name in given:
                    values[name] = read(spec, given[name])
                elif spec.get("absent", "unknown") != "unknown":
                    values[name] = read(spec, spec["absent"])
                    assumed.append(name)
            except (Refused, ValueError) as error:
                raise Refused(name) from error
        said = values.get("objections", frozenset()) | {values.get("objection", "none")} - {"none"}
        if said:
            values["objections"] = frozenset(said)
            values["objection"] = min(said, key=list(self.objections).index)
        return values, assumed

    def covers(self, general, special):  # M8: a rule on the parent covers the child
        return special == general or special in self.objections and self.covers(general, self.objections[special].get("under"))

    # M3, M4 ------------------------------------------------------------------------------------------------------
    def truth(self, condition, values):
        parts = []
        for name, test in condition.items():
            if name == "any":
                parts.append(any_of([self.truth(c, values) for c in test]))
            elif name == "none":
                parts.append(opposite(any_of([self.truth(c, values) for c in test])))
            elif name == "at_least_n_of":
                found = [self.truth(c, values) for c in test["of"]]
                enough, open_ = found.count(True) >= test["n"], len(found) - found.count(False) >= test["n"]
                parts.append(True if enough else None if open_ else False)
            else:
                parts.append(self.test(name, test, values))
        return all_of(parts)

    def test(self, name, test, values):
        value = values.get(name)
        if not isinstance(test, dict) or "parameter" in test:
            test = {"one_of": test}
        elif {"from", "until"} & set(test):
            return None if value is None else self.in_hours(test, value, values)
        return all_of([self.holds(name, op, operand, value, values) for op, operand in test.items()])

    def in_hours(self, test, value, values):
        start = self.operand(test.get("from", "00:00"), {"type": "time"}, values)
        end = self.operand(test.get("until", "00:00"), {"type": "time"}, values)
        return start <= value < end if start < end else value >= start or value < end

    def operand(self, raw, spec, values):
        if isinstance(raw, dict):
            parameter = self.parameters[raw["parameter"]]
            raw = parameter.get("value")
            if raw is None:
                raw = parameter["values"]
                for fact in parameter["by"]:
                    raw = raw.get(LINES.get(values.get(fact), values.get(fact))) if raw else None
        if isinstance(raw, list):
            found = [self.operand(r, spec, values) for r in raw]
            return None if None in found else found
        return raw if raw is None or spec["type"] == "set" else read(spec, raw)

    def holds(self, name, op, raw, value, values):
        if op == "known":
            return (value is not None) == raw
        spec = self.specs[name]
        operand = self.operand(raw, spec, values)
        if value is None or operand is None:
            return None
        many = operand if isinstance(operand, list) else [operand]
        if op in ("one_of", "not"):
            found = any(self.covers(o, value) if name == "objection" else o == value for o in many)
            return found if op == "one_of" else not found
        if op in ("includes", "excludes"):
            found = any(self.covers(o, v) if name == "objections" else o == v for o in many for v in value)
            return found if op == "includes" else not found
        if spec["type"] == "choice":
            value, many = spec["values"].index(value), [spec["values"].index(o) for o in many]
        low, inside = many[0], many[0] <= value <= many[-1]
        return {"at_least": value >= low, "more_than": value > low, "at_most": value <= low, "less_than": value < low}.get(op, inside)

    # M7: no circle, so after as many rounds as there are derived facts each has read the right values of the others
    def derive(self, values):
        passed = set()
        for _ in self.derived:
            passed.clear()
            for name, document in self.derived.items():
                found = [self.truth(c, values) for c in document.get("count_of") or [r["when"] for r in document["first"]]]
                lines = [*(row["value"] for row in document.get("first", ())), document.get("otherwise")]
                hit = [*found, True].index(True)
                passed |= {name} if None in (found[:hit] if "first" in document else found) else set()
                values[name] = found.count(True) if "count_of" in document else read(self.specs[name], lines[hit])
        return passed

    # M5, M9, M10, M11, M12 ---------------------------------------------------------------------------------------
    def resolve(self, given, *, elapsed=True):
        values, assumed = self.facts(given)
        passed = self.derive(values)
        truths = {r["id"]: self.truth(r.get("when", {}), values) for r in self.rules}
        fired = self.fired(values)
        self.said = wanted_by(fired)
        self.others = list(self.if_leading(values))
        self.gate = {g: self.truth(spec["when"], values) for g, spec in self.gates.items()} | {None: True}
        self.removed, self.unsaid, refused = set(), set(), []
        form = self.channel()[1]
        for name in [g for g, spec in self.gates.items() if form in spec.get("forms", ())]:
            if not self.gate[name] and not (elapsed and "opens_after" in self.gates[name]):
                self.said.append(((LAYERS.index(self.gates[name]["layer"]), -FIRST, 0), self.gates[name]["refused"]))
        channel, form = self.channel()
        rank, wanted = self.chosen().get("offer", (UNCLOSED, "none"))
        offer = next(self.let_in("offer", [wanted], refused), "none")
        self.bring("offer", offer, values, (*rank[:2], 1))
        self.bring("form", form, values)
        [self.bring("holds", hold, values) for hold in self.collected()["holds"]]
        collected = self.collected()
        tone, sections = self.level("tone"), list(self.sections(form, values))
        inserts = [s for _, x, known in sections for s in x["sentences"] if "insert" in s and self.truth(s.get("when", {}), known)]
        wanted = self.in_order("consequences", self.let_in("consequences", collected["consequences"] if inserts else [], refused))
        most = self.item("tone", tone).get("most_consequences", 99) if any(self.gate[s.get("claim")] for s in inserts) else 0
        consequences = wanted[:most]
        self.unsaid |= set(wanted) - set(consequences)
        [self.bring("consequences", consequence, values) for consequence in consequences]
        text = self.compose(sections, consequences, refused)
        self.said += [(UNCLOSED, then) for then in refused]
        if form != "none":
            self.bring("tone", tone, values)
        verdict = GRAVE[max([GRAVE.index(then["verdict"]) for _, then in self.said if "verdict" in then], default=0)]
        self.bring("verdict", verdict, values)
        return {
            "values": {n: values[n] for n in self.derived}, "assumed": sorted(assumed), "passed": sorted(passed),
            "fired": sorted(r["id"] for r in fired), "unknown": sorted(n for n, t in truths.items() if t is None),
            "role": self.chosen().get("role", (0, None))[1], "channel": channel, "form": form, "offer": offer,
            "collected": self.collected() | {"consequences": consequences}, "tone": tone, "verdict": verdict,
            "interval": self.level("contact_interval"), "text": text,
            "removed": sorted(self.removed, key=str), "unsaid": sorted(self.unsaid), "unanswered": [m for m, names in self.answers.items() if not names & {s["id"] for _, s, _ in sections}],
        }  # fmt: skip

    def fired(self, values):
        truths = [(r, self.truth(r.get("when", {}), values)) for r in self.rules]
        found = [r for r, truth in truths if truth or (truth is None and r.get("if_unknown") == "apply")]
        return sorted(found, key=lambda r: r["id"])

    def if_leading(self, values):  # M8: the case and what it wants if another member of `objections` led, gravest first
        for member in self.objections:
            if member in values.get("objections", ()) and member != values["objection"]:
                known = {**values, "objection": member}
                self.derive(known)
                yield member, known, wanted_by(self.fired(known))

    def item(self, outcome, name):
        return self.items.get(outcome, {}).get(name, {})

    def in_order(self, outcome, names):
        return sorted(set(names), key=list(self.items.get(outcome, names)).index)

    def bring(self, outcome, name, values, rank=UNCLOSED):  # M11; M5: it protects, so what cannot be told brings it too
        brought = self.item(outcome, name).get("brings", [])
        for brings in brought if isinstance(brought, list) else [brought]:
            if self.truth(brings.get("when", {}), values) is not False:
                self.said.append((rank, {k: v for k, v in brings.items() if k != "when"}))

    def passes(self, name, what, refused):
        if self.gate[name] is None:
            self.unsaid.add(what)
        elif not self.gate[name]:
            self.removed.add((self.gates[name].get("code"), what))
            refused.append(self.gates[name].get("refused", {}))
        return self.gate[name]

    def let_in(self, outcome, wanted, refused):
        for name in wanted:
            item = self.item(outcome, name)
            if self.passes(item.get("gate"), name, refused):
                yield name
            elif self.gate[item["gate"]] is False and self.gate[self.item(outcome, item.get("instead")).get("gate")]:
                yield from [item["instead"]] if "instead" in item else []

    def channel(self):
        wanted = self.chosen().get("channel", (0, "none"))[1]
        for name in [*([wanted] if isinstance(wanted, str) else wanted), *self.items["channel"], "none"]:
            if name == "none" or self.gate[self.item("channel", name).get("gate")]:
                return name, self.item("channel", name).get("form", "none")

    def closed(self, target, said=None):
        closing = [rank for rank, then in said or self.said if target in then.get("closes", ())]
        return min(closing, default=(99, 0, 0))[:2]

    def chosen(self):
        found = {}
        for rank, then in sorted(self.said, key=lambda s: s[0]):
            wishes = [((k,), then[k]) for k in ("role", "channel", "offer") if k in then]
            wishes += [(("script", k), v) for k, v in then.get("script", {}).items() if k != "REPLY"]
            for (group, *part), value in wishes:
                target = part[0] if part else group
                if rank[:2] > self.closed(group):
                    continue
                if found.setdefault(target, (rank, value))[0] == rank and found[target][1] != value:
                    raise Refused((target, value, found[target]))
        return found

    def collected(self):
        heard = {t: [then for rank, then in self.said if rank[:2] <= self.closed(t)] for t in COLLECTED}
        return {t: self.in_order(t, [i for then in heard[t] for i in then.get(t, ())]) for t in COLLECTED}

    def level(self, name):
        ladder = list(self.items.get(name, {}))
        steps = [(rank, k, v) for rank, then in self.said for k, v in then.get(name, {}).items()]
        steps = [(rank, k, Decimal(ladder.index(v) if isinstance(v, str) else v)) for rank, k, v in steps]
        first = min([rank for rank, k, _ in steps if k == "base"], default=None)
        bases = {v for rank, k, v in steps if k == "base" and rank == first}
        if len(bases) > 1:
            raise Refused(name)
        if not bases:
            return None
        all_ = {k: [v for _, step, v in steps if step == k] for k in ("times", "shift", "soft_cap", "floor", "hard_cap")}
        value = bases.pop()
        for factor in all_["times"]:
            value *= factor
        value = min([value.to_integral_value(ROUND_CEILING) + sum(all_["shift"]), *all_["soft_cap"]])
        value = max(min([max([value, *all_["floor"]]), *all_["hard_cap"]]), 0)
        return ladder[min(int(value), len(ladder) - 1)] if ladder else int(value)

    def replies(self, values):  # M8: first of the leader, then of the others; each once, three at most
        found, answers = {}, {}
        for member, known, said in [(None, values, self.said), *self.others]:
            last = min(self.closed("script"), self.closed("script", said))
            heard = sorted((s for s in said if s[0][:2] <= last), key=lambda s: s[0])
            answers[member] = [name for _, then in heard for name in then.get("script", {}).get("REPLY", ())]
            for name in answers[member]:
                found.setdefault(name, known)
        self.answers = {m: set(names) for m, names in answers.items() if m}
        return list(found.items())[:3]

    def sections(self, form, values):
        chosen, replies = self.chosen(), self.replies(values)
        for section, spec in self.items["script"].items():
            wanted = replies if section == "REPLY" else [(chosen.get(section, (0, None))[1], values)]
            for snippet, known in [(self.snippets[n], known) for n, known in wanted if n in self.snippets]:
                if form in spec["forms"] and form in snippet["forms"]:
                    yield section, snippet, known

    def compose(self, sections, consequences, refused):
        text = {}
        for section, snippet, known in sections:
            for number, sentence in enumerate(snippet["sentences"]):
                heard = self.truth(sentence.get("when", {}), known) and (consequences or "insert" not in sentence)
                if heard and self.passes(sentence.get("claim"), sentence.get("claim"), refused):
                    text.setdefault(section, []).append((snippet["id"], number))
        return text
