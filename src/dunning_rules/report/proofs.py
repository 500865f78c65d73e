"""Proofs for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.model.proof import Proof, Witness

_SAID: Final = {
    "proved": "proved",
    "refuted": "does not hold",
    "empty": "speaks of no case at all",
    "undecided": "not decided",
}


def as_text(proofs: Sequence[Proof]) -> str:
    """Say of each property whether it holds, in what its cases end, or which case is against it."""
    lines = [line for p in proofs for line in _told(p)]
    proved = sum(p.answer == "proved" for p in proofs)
    return "\n".join([*lines, f"{proved} of {len(proofs)} properties proved"])


def _told(proof: Proof) -> list[str]:
    wanted = proof.property
    if proof.answer == "proved":
        ends = "; ".join(f"{name}: {', '.join(values) or 'none'}" for name, values in proof.reached.items())
        return [f"proved: {wanted.id} ({ends})"]
    lines = [f"{wanted.place}: {_SAID[proof.answer]}: {wanted.id}", f"  {wanted.title.en}"]
    lines += [f"  {proof.why}"] if proof.why else []
    if proof.counterexample:
        lines += ["  a case against it, ready to run:", f"    {json.dumps([case_of(proof)], ensure_ascii=False)}"]
    return lines


def case_of(proof: Proof) -> dict[str, Any]:
    """Give the case against a property as a file of cases has it."""
    witness = proof.counterexample
    return {"id": f"against-{proof.property.id}", **(_plain(witness) or {})}


def as_json(proofs: Sequence[Proof]) -> str:
    """Write the proofs as a JSON list."""
    found = [
        {
            "property": p.property.id,
            "title": p.property.title.en,
            "file": p.property.place.file,
            "line": p.property.place.line,
            "answer": p.answer,
            "why": p.why,
            "counterexample": _plain(p.counterexample),
            "example": _plain(p.example),
            "reached": {name: list(values) for name, values in p.reached.items()},
        }
        for p in proofs
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(witness: Witness | None) -> dict[str, Any] | None:
    return {"as_of": witness.as_of, "facts": dict(witness.facts)} if witness else None
