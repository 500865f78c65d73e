"""Small packs in two versions, so that a test shows only what is different."""

from __future__ import annotations

import json

from dunning_rules.analysis.structure import compare
from dunning_rules.source.folder import pack_of
from tests.building import document

TITLE = {"zh-CN": "示例", "en": "example"}


def pack(*documents, name="mine", version="1.0.0", files=(), **header):
    """A pack of documents given as plain data; ``files`` names them in their order, where that matters."""
    head = {"kind": "pack", "id": name, "title": "x", "version": version, "owner": "me", "languages": ["zh-CN", "en"], **header}
    named = [*files, *(f"{n}.yaml" for n in range(len(files), len(documents)))]
    read = [document(json.dumps(d), f"p/{file}") for d, file in zip((head, *documents), ("pack.yaml", *named), strict=True)]
    found, findings = pack_of(read, "p")
    assert findings == []
    return found


def difference(old, new, **both):
    """What is different between two packs made of these documents; nothing when they are alike."""
    found = compare([pack(*old, **both)], [pack(*new, **both)])
    return found[0] if found else None


def keys(old, new):
    """The keys that changed in the one thing that did, with what they were and are."""
    (item,) = difference(old, new).items
    return {change.key: (change.old, change.new) for change in item.keys}


def causes(old, new, **both):
    """Why the version must move, in which things."""
    found = difference(old, new, **both)
    return sorted((step.cause, step.id) for step in found.steps) if found else []


def facts(**described):
    body = {name: {"type": "flag", "title": "x", "meaning": "x", **more} for name, more in described.items()}
    return {"kind": "facts", "facts": body}


def parameters(*described):
    return {"kind": "parameters", "parameters": [{"meaning": "x", **d} for d in described]}


def outcome(name, *values):
    return {"kind": "outcome", "outcome": name, "values": [v if isinstance(v, dict) else {"id": v} for v in values]}
