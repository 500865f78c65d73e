"""Write docs/reference/objections.md from what the shipped packs decide: `python -m tests.packs.objection_page`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dunning_rules import load_engine

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/objections.md"
AS_OF = "2026-11-25T14:30+08:00"
CASE = {
    "debtor_type": "company",
    "currency": "CNY",
    "due_date": "2026-11-10",
    "amount_due": 50_000,
    "timezone": "Asia/Shanghai",
    "language": "en",
    "moment": "during",
    "identity_verified": True,
    "available_channels": ["phone", "email"],
    "contact_name": "Chen",
    "creditor_name": "Qinghe Trading",
}
TOLD = {"legal": {}, "plan_active": {"next_scheduled_payment": "2026-12-10"}}
TOLD["promise_open"] = {"promise_date": "2026-11-30", "promise_amount": 50_000}
PROOF = ("request_payment_proof", "request_quality_evidence", "request_supporting_papers")

INTRODUCTION = """# Objections and holds

What the shipped packs do with everything a debtor may say against paying now, and with each reason for which a case
rests. The page is written by `python -m tests.packs.objection_page` from decisions of the packs, and a test keeps it
true: change the packs, not the page.

The case is always the same: a company, CNY 50,000, fifteen days late, Wednesday 25 November 2026 at 14:30, in a talk
with somebody who was identified; phone and e-mail can be used, and nothing else is known. With more facts more is
decided: sums and days that the debtor names, the part that nobody questions, the history, the step of the ladder.
Individuals have their own words where the matter asks for it.

- **Questions** are asked in the reply or before it. **Papers** are asked for without a word of doubt.
- **Reply** names the snippets of the section REPLY, and EMPATHY where it is the answer; they exist for calls, messages
  and letters.
- **Offer**: nothing is offered that nobody asked for or needs. An offer that needs a figure (`affordable_monthly`,
  `requested_extension_days`) or an authority comes with it.
- **Hold**: what rests, and until when it is looked at again. **Next**: the tasks with their days; `answer_due` is the
  day on which the debtor has our answer, and it is said.

## What is said

What is under another objection takes its rules too. Of several that are said the gravest leads, and that is the one
higher up.
"""

FALLBACK = """
## Where nothing fits

- Words that could mean several things raise nothing: `words-unclear` asks back (`paraphrase_back`, `ask_reason`). What
  fits none of these is `other`: what stands in the way is asked, and the answer has its day.
- A hostile mood goes before every answer: the matter is named once, another time or writing is offered, nothing else.
- A channel that cannot be used gives way to the next; where none is left nothing is written, and the tasks stand all
  the same.
- Somebody not identified hears only who calls; somebody else hears only that a call back is asked for.
"""

HOLDS = """
## What rests

A hold is in the creditor's own file. What somebody on the line hears (`moment: during`) stands beside it; where nobody
is on the line and the channel is none, nobody is contacted.
"""


def decided(engine, **facts):
    return engine.decide({**CASE, **facts}, as_of=AS_OF)


def day(moment):
    return f"{moment.day} {moment:%B}" + (f" {moment:%H:%M}" if isinstance(moment, datetime) else "")


def row(*cells):
    return "| " + " | ".join(c or "–" for c in cells) + " |\n"


def questions(decision):
    said = (t for s in decision.script.sections if s.id != "SOLUTION" for t in s.sentences if "?" in t)
    return " ".join(t[: t.rindex("?") + 1] for t in said)


def replies(decision):
    sections = {s.id: s.snippets for s in decision.script.sections}
    found = sections.get("REPLY") or sections.get("EMPATHY") or sections.get("IDENTIFY") or ()
    return ", ".join(f"`{s}`" for s in found)


def values(engine, outcome):
    return [item for pack in engine.packs for found in pack.outcomes if found.name == outcome for item in found.items]


def papers(engine, decision):
    titles = {item.id: item.title.en for item in values(engine, "next_actions")}
    return ", ".join(titles[a] for a in decision.next_actions if a in PROOF)


def holds(decision):
    return ", ".join(f"`{h.id}` ({h.stops}{f', {day(h.until)}' if h.until else ''})" for h in decision.holds)


def tasks(decision):
    return ", ".join(f"`{t.kind}` {day(t.at)}" for t in decision.follow_up)


def said_rows(engine):
    for objection in (o for p in engine.packs for o in p.objections):
        decision = decided(engine, objection=objection.id)
        name = f"`{objection.id}`" + (f" (under `{objection.under}`)" if objection.under else "")
        offer = "" if decision.offer.id == "none" else f"`{decision.offer.id}`"
        shown = (questions(decision), papers(engine, decision), replies(decision), offer, holds(decision), tasks(decision))
        yield row(name, *shown)


def hold_rows(engine, kinds):
    for kind in kinds:
        facts = {"holds": [kind], **TOLD.get(kind, {})}
        before, during = decided(engine, **{**facts, "moment": "before"}), decided(engine, **facts)
        heard = [t for s in during.script.sections if s.id == "REPLY" for t in s.sentences]
        stops = holds(before).removeprefix(f"`{kind}` (").removesuffix(")")
        yield row(f"`{kind}`", stops, f"{before.channel}", " ".join(heard), tasks(before))


def page(engine):
    kinds = [item.id for item in values(engine, "holds")]
    said = row("objection", "questions", "papers", "reply", "offer", "hold", "next") + row(*["---"] * 7)
    rest = row("hold", "what rests", "channel of a new contact", "on the line", "next") + row(*["---"] * 5)
    body = [INTRODUCTION, "\n", said, *said_rows(engine), FALLBACK, HOLDS, "\n", rest, *hold_rows(engine, kinds)]
    return "".join(body)


if __name__ == "__main__":
    PAGE.write_text(page(load_engine("receivables")), encoding="utf-8")
