"""A ledger is never kept: memory does not grow with its lines."""

import tracemalloc
from itertools import islice

from dunning_rules.batch.running import run_ledger
from tests.batch.ledgers import AS_OF, as_csv, row

MEGABYTE = 1_000_000


def rows(count):
    """Items of many customers and due on many days, and one credit."""
    for n in range(count):
        yield row(No=f"{n:08}", Customer=f"{n:08}", Amount=f"{n}.50", Due=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}")
    yield row(No="c", Customer="00000001", Amount="-1.00")


def peak(ledgers, count):
    """The most memory, in bytes, that a ledger of so many lines needs while it is run."""
    path, (mapping, _) = ledgers.file(as_csv(list(rows(count)))), ledgers.mapping()
    tracemalloc.start()
    run = run_ledger(path, mapping, AS_OF, lambda _facts, _as_of: None, vocabulary=ledgers.engine.vocabulary)
    assert sum(1 for _ in run) == count + 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_is_flat_in_the_number_of_lines(ledgers):
    peak(ledgers, 10)
    assert peak(ledgers, 20_000) - peak(ledgers, 200) < MEGABYTE


def test_lines_come_before_the_file_is_read_to_its_end(ledgers):
    decided = []
    run = ledgers.start(as_csv(list(rows(500))), decide=lambda facts, _: decided.append(facts))
    assert (len(list(islice(run, 3))), len(decided)) == (3, 3)
