"""What a pack means, written from the sentences M1 to M17 of docs/reference/meaning.md and from nothing else.

Slow and plain on purpose: it reads the raw documents, knows no bit sets and no cache, and shares no line with the
engine it judges.  Computed facts come in as values (M6), so no calendar of the engine is trusted either.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

LAYERS = (
    "data law hold closed plan contact_limits special_case objection escalation risk stage frequency_and_amount "
    "segment market channel default"
).split()
GRAVE = ("allow", "review", "hold", "block")
COLLECTED = ("next_actions", "modifiers", "codes", "documents", "records", "consequences", "holds", "follow_up")
COMBINATORS = ("any", "none", "at_least_n_of")


class Refused(Exception):
    """A case with bad facts (M17), or two rules of one rank that set a target differently (M9)."""


def all_of(values):
    return False if False in values else None if None in values else True


def any_of(values):
    return True if True in values else None if None in values else False


def opposite(value):
    return None if value is None else not value


def read(spec, raw):  # M1: one reading a type, nothing coerced
    kind = spec["type"]
    if kind == "integer" and type(raw) is int:
        return raw
    if kind in ("decimal", "money") and type(raw) in (int, Decimal):
        return Decimal(raw)
    if kind == "flag" and type(raw) is bool:
        return raw
    if kind == "choice" and raw in spec["values"]:
        return raw
    if kind == "text" and type(raw) is str:
        return raw
    if kind == "set" and isinstance(raw, list) and set(raw) <= set(spec["values"]):
        return frozenset(raw)
    if kind == "time" and type(raw) is str:
        return time.fromisoformat(raw)
    if kind == "date" and type(raw) is str:
        return date.fromisoformat(raw)
    raise Refused(f"{raw!r} is no {kind}")


def gather(documents, kind, key):
    return [item for document in documents if document["kind"] == kind for item in document[key]]


class Definition:
    def __init__(self, documents):
        self.documents = documents
        self.specs = {k: v for d in documents if d["kind"] == "facts" for k, v in d["facts"].items()}
        self.derived = {d["fact"]: d for d in documents if d["kind"] == "derive"}
        for name, document in self.derived.items():
            self.specs[name] = {**document, "type": document.get("type", "integer")}
        self.parameters = {p["name"]: p for p in gather(documents, "parameters", "parameters")}
        self.gates = {g["id"]: g for g in gather(documents, "gates", "gates")}
        self.snippets = {d["id"]: d for d in documents if d["kind"] == "script"}
        self.items = {d["outcome"]: {v["id"]: v for v in d["values"]} for d in documents if d["kind"] == "outcome"}
        for kind, name in (("offers", "offer"), ("consequences", "consequences")):
            self.items[name] = {v["id"]: v for v in gather(documents, kind, kind)}
        self.objections = {o["id"]: o for o in gather(documents, "objections", "objections")}
        self.rules = [{**r, "layer": d["layer"]} for d in documents if d["kind"] == "rules" for r in d["rules"]]

    # M1, M2, M8, M17 ---------------------------------------------------------------------------------------------
    def facts(self, given):
        bad = [n for n in given if n not in self.specs or n in self.derived]
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
            except (Refused, ValueError):
                bad.append(name)
        if bad:
            raise Refused(sorted(bad))
        said = values.get("objections", frozenset()) | {values.get("objection", "none")} - {"none"}
        if said:
            values["objections"] = frozenset(said)
            values["objection"] = min(said, key=list(self.objections).index)
        return values, assumed

    def covers(self, general, special):  # M8: a rule on the parent covers the child
        while special is not None:
            if special == general:
                return True
            special = self.objections.get(special, {}).get("under")
        return False

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
                enough, possible = found.count(True), found.count(True) + found.count(None)
                parts.append(True if enough >= test["n"] else False if possible < test["n"] else None)
            else:
                parts.append(self.test(name, test, values))
        return all_of(parts)

    def test(self, name, test, values):
        value = values.get(name)
        if not isinstance(test, dict):
            test = {"one_of": test}
        elif "from" in test or "until" in test:
            return None if value is None else self.in_hours(test, value, values)
        return all_of([self.holds(name, op, operand, value, values) for op, operand in test.items()])

    def in_hours(self, test, value, values):
        start = self.operand("from", test.get("from", "00:00"), {"type": "time"}, values)
        if "until" not in test:
            return value >= start
        end = self.operand("until", test["until"], {"type": "time"}, values)
        return start <= value < end if start < end else value >= start or value < end

    def operand(self, op, raw, spec, values):
        if isinstance(raw, dict):
            parameter = self.parameters[raw["parameter"]]
            raw = parameter.get("value")
            if raw is None:
                raw = parameter["values"]
                for fact in parameter["by"]:
                    raw = raw.get(values.get(fact)) if raw else None
            if raw is None:
                return None
        if isinstance(raw, list):
            return [self.operand(op, r, spec, values) for r in raw]
        return raw if spec["type"] == "set" else read(spec, raw)

    def holds(self, name, op, raw, value, values):
        if op == "known":
            return (value is not None) == raw
        spec = self.specs[name]
        operand = self.operand(op, raw, spec, values)
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
        low = many[0]
        return {
            "at_least": value >= low, "more_than": value > low, "at_most": value <= low, "less_than": value < low,
            "between": low <= value <= many[-1],
        }[op]  # fmt: skip

    # M7 ----------------------------------------------------------------------------------------------------------
    def reads(self, condition):
        for name, test in condition.items():
            if name in COMBINATORS:
                for inner in test["of"] if name == "at_least_n_of" else test:
                    yield from self.reads(inner)
            else:
                yield name

    def derive(self, values):
        passed, waiting = {}, dict(self.derived)
        while waiting:
            for name, document in list(waiting.items()):
                conditions = document.get("count_of") or [row["when"] for row in document["first"]]
                if any(n in waiting for c in conditions for n in self.reads(c)):
                    continue
                found = [self.truth(c, values) for c in conditions]
                if None in found[: found.index(True) if True in found and "first" in document else None]:
                    passed[name] = True
                if "count_of" in document:
                    values[name] = found.count(True)
                else:
                    rows = [*(row["value"] for row in document["first"]), document["otherwise"]]
                    values[name] = read(self.specs[name], rows[[*found, True].index(True)])
                del waiting[name]
        return passed

    # M5, M9, M10, M11, M12 ---------------------------------------------------------------------------------------
    def resolve(self, given, *, problems=False):
        values, assumed = self.facts(given)
        passed = {} if problems else self.derive(values)
        truths = {r["id"]: self.truth(r.get("when", {}), values) for r in self.rules}
        fired = [r for r in self.rules if truths[r["id"]] or (truths[r["id"]] is None and r.get("if_unknown") == "apply")]
        said = [((LAYERS.index(r["layer"]), -r.get("priority", 0)), r["then"]) for r in fired]
        gate = {g: self.truth(spec["when"], values) for g, spec in self.gates.items()}
        removed, unsaid = [], []

        def let_in(outcome, wanted):
            kept = []
            for item in wanted:
                name = self.items[outcome].get(item, {}).get("gate")
                if name is None or gate[name]:
                    kept.append(item)
                elif gate[name] is None:
                    unsaid.append(item)
                else:
                    removed.append((self.gates[name].get("code"), item))
                    brought.append((None, self.gates[name].get("refused", {})))
                    instead = self.items[outcome][item].get("instead")
                    if instead and gate.get(self.items[outcome][instead].get("gate"), True):
                        kept.append(instead)
            return kept

        def item(outcome, name):
            return self.items.get(outcome, {}).get(name, {})

        brought = []
        channel = self.channel(self.chosen(said).get("channel"), gate)
        form = item("channel", channel).get("form", "none")
        for name in item("form", form).get("gates", ()):
            if not gate[name]:
                said.append(((LAYERS.index(self.gates[name]["layer"]), 0), self.gates[name]["refused"]))
        channel = self.channel(self.chosen(said).get("channel"), gate)
        form = item("channel", channel).get("form", "none")
        choice = self.chosen(said)
        rank = next((r for r, then in sorted(said, key=lambda s: s[0]) if "offer" in then), None)
        offer = next(iter(let_in("offer", [choice["offer"]])), "none") if "offer" in choice else None
        for then in (self.brought(item("offer", offer), values), self.brought(item("form", form), values)):
            said.append((rank if "script" in then else None, then))
        collected = self.collected(said)
        for hold in collected["holds"]:
            said.append((None, self.brought(item("holds", hold), values)))
        consequences = let_in("consequences", collected["consequences"])
        consequences = sorted(set(consequences), key=list(self.items["consequences"]).index)
        said += [(None, self.brought(item("consequences", c), values)) for c in consequences]
        text = self.compose(self.chosen(said), form, values, consequences, let_in, gate, removed, unsaid, brought)
        said += brought
        tone = self.level("tone", said)
        said.append((None, self.brought(item("tone", tone), values)))
        verdict = self.level("verdict", said) or "allow"
        said.append((None, self.brought(item("verdict", verdict), values)))
        final = {**self.collected(said), "consequences": consequences}
        return {
            "values": {n: values.get(n) for n in self.derived}, "assumed": sorted(assumed), "passed": sorted(passed),
            "fired": sorted(r["id"] for r in fired), "unknown": sorted(n for n, t in truths.items() if t is None),
            "role": choice.get("role"), "channel": channel, "form": form, "offer": offer, "collected": final,
            "tone": tone, "verdict": verdict, "interval": self.level("contact_interval", said), "text": text,
            "removed": sorted(set(removed), key=str), "unsaid": sorted(set(unsaid)),
        }  # fmt: skip

    def brought(self, item, values):
        brings = item.get("brings", {})
        if self.truth(brings.get("when", {}), values) is False:  # M5: protective, so unknown applies
            return {}
        return {k: v for k, v in brings.items() if k != "when"}

    def channel(self, wanted, gate):
        order = [wanted] if isinstance(wanted, str) else list(wanted or ["none"])
        for name in [*order, *self.items["channel"], "none"]:
            if name == "none" or gate.get(self.items["channel"][name].get("gate"), True):
                return name
        return "none"

    def closed(self, said, target):
        ranks = [r for r, then in said if r and target in then.get("closes", ())]
        return min(ranks, default=(99, 0))

    def chosen(self, said):
        found = {}
        for rank, then in sorted((s for s in said if s[0]), key=lambda s: s[0]):
            flat = {k: then[k] for k in ("role", "channel", "offer") if k in then}
            flat |= {("script", k): v for k, v in then.get("script", {}).items()}
            for target, value in flat.items():
                group = "script" if isinstance(target, tuple) else target
                if rank > self.closed(said, group):
                    continue
                if found.setdefault(target, (rank, value))[0] == rank and found[target][1] != value:
                    raise Refused((target, value, found[target]))
        return {target: value for target, (_, value) in found.items()}

    def collected(self, said):
        found = {}
        for target in COLLECTED:
            wanted = [i for rank, then in said if not rank or rank <= self.closed(said, target) for i in then.get(target, ())]
            order = list(self.items.get(target, {}))
            found[target] = sorted(set(wanted), key=order.index) if order else wanted
        return found

    def level(self, name, said):
        steps = [(rank, then[name]) for rank, then in said if name in then]
        if name == "verdict":
            return GRAVE[max([GRAVE.index(s) for _, s in steps], default=0)]
        ladder = list(self.items.get(name, {}))
        number = lambda s: ladder.index(s) if ladder else self.operand("", s, {"type": "integer"}, {})  # noqa: E731
        bases = sorted((s for s in steps if "base" in s[1]), key=lambda s: s[0])
        if len({number(s["base"]) for rank, s in bases if rank == bases[0][0]}) > 1:
            raise Refused(name)
        if not bases:
            return None
        value = Decimal(number(bases[0][1]["base"]))
        for _, step in steps:
            value *= Decimal(step.get("times", 1))
        value = -(-value // 1) + sum(step.get("shift", 0) for _, step in steps)
        value = min([value, *(number(s["soft_cap"]) for _, s in steps if "soft_cap" in s)])
        value = max([value, *(number(s["floor"]) for _, s in steps if "floor" in s)])
        value = int(min([value, *(number(s["hard_cap"]) for _, s in steps if "hard_cap" in s)]))
        return ladder[max(0, min(value, len(ladder) - 1))] if ladder else max(value, 0)

    def compose(self, chosen, form, values, consequences, let_in, gate, removed, unsaid, brought):
        text = {}
        for section, spec in self.items.get("script", {}).items():
            snippet = self.snippets.get(chosen.get(("script", section)))
            if snippet is None or form not in spec["forms"] or form not in snippet["forms"]:
                continue
            for number, sentence in enumerate(snippet["sentences"]):
                claim = sentence.get("claim")
                if not self.truth(sentence.get("when", {}), values):
                    continue
                if sentence.get("consequence", next(iter(consequences), None)) not in [*consequences, None]:
                    continue
                if claim is None or gate[claim]:
                    text.setdefault(section, []).append(number)
                elif gate[claim] is None:
                    unsaid.append(claim)
                else:
                    removed.append((self.gates[claim].get("code"), claim))
                    brought.append((None, self.gates[claim].get("refused", {})))
        return text


# M13, M14: moments and terms; a working day is given by a function --------------------------------------------------
def months_on(day, n):
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_on(day, n, works):
    while n:
        day += timedelta(1 if n > 0 else -1)
        n -= (1 if n > 0 else -1) * works(day)
    return day


def moment(spec, bases, works):
    """A date, or a datetime when the shape has a clock time."""
    start = bases[spec["from"]]
    day, clock = (start.date(), start.time()) if isinstance(start, datetime) else (start, None)
    shift = [(1, spec.get("plus", {})), (-1, spec.get("minus", {}))]
    for sign, by in shift:
        day = months_on(day, sign * by.get("months", 0)) + timedelta(sign * by.get("days", 0))
        day = working_days_on(day, sign * by.get("working_days", 0), works)
    while "day_of_month" in spec and day.day != spec["day_of_month"] and not (
        spec["day_of_month"] == "last" and (day + timedelta(1)).day == 1
    ):
        day += timedelta(1)
    if "day_off" in spec and not works(day):
        day = working_days_on(day, 1 if spec["day_off"] == "next" else -1, works)
    clock = time.fromisoformat(spec["time"]) if "time" in spec else clock
    if clock is None:
        return day
    whole = datetime.combine(day, clock)
    for sign, by in shift:
        whole += sign * timedelta(hours=by.get("hours", 0), minutes=by.get("minutes", 0))
    if "at_least_away" in spec and whole - bases["contact_at"] < timedelta(**spec["at_least_away"]):
        return datetime.combine(working_days_on(bases["contact_day"], 1, works), whole.time())
    return whole


def cents(amount, rounding=ROUND_DOWN):
    return amount.quantize(Decimal("0.01"), rounding)


def split(amount, shares, equal):
    """Fixed shares first, then `equal` like parts; each cut down to the cent, the last takes the rest."""
    parts = [cents(amount * share) for share in shares]
    rest = amount - sum(parts)
    parts += [cents(rest / equal)] * equal
    return [*parts[:-1], amount - sum(parts[:-1])]


def less(amount, rate):
    return amount - cents(amount * rate, ROUND_HALF_UP)
