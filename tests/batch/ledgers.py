"""Small ledgers and the mapping that reads them."""

import csv
from datetime import date
from io import StringIO

from dunning_rules.batch.running import run_ledger
from dunning_rules.source.alone import read_mapping

AS_OF = date(2026, 11, 25)

HEADER = {
    "No": "0001",
    "Customer": "0007",
    "Due": "2026-10-26",
    "Amount": "100.00",
    "Currency": "CNY",
    "Settled": "",
    "Disputed": "",
    "Issued": "2026-09-26",
}
"""The columns of these ledgers, with what a row has that says nothing else: an open item, 30 days late."""

MAPPING = """
kind: mapping
id: No
customer: Customer
settled: {column: Settled, format: "%Y-%m-%d"}
issued: {column: Issued, format: "%Y-%m-%d"}
disputed: {column: Disputed, yes: ["yes"], no: ["no", ""]}
facts:
  due_date: {column: Due, format: "%Y-%m-%d"}
  amount_due: {column: Amount, thousands: ","}
  currency: {column: Currency}
constants: {debtor_type: company, timezone: Asia/Shanghai}
"""


def row(**cells):
    """One row: the usual one, with these cells changed or added."""
    return {**HEADER, **cells}


def as_csv(rows, columns=None, delimiter=","):
    text = StringIO()
    names = columns or dict.fromkeys(name for cells in rows or [HEADER] for name in cells)
    writer = csv.DictWriter(text, list(names), delimiter=delimiter, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


class Ledgers:
    """Writes a ledger and a mapping, and runs them by an engine."""

    def __init__(self, folder, engine):
        self.folder, self.engine = folder, engine

    def mapping(self, text=MAPPING, **replaced):
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        path = self.folder / "mapping.yaml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path, "mapping.yaml")

    def file(self, content):
        path = self.folder / "ledger.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def start(self, content, mapping=MAPPING, as_of=AS_OF, decide=None, profile=None):
        read, findings = self.mapping(mapping)
        assert not findings, findings
        decide = decide or self.engine.decide
        return run_ledger(self.file(content), read, as_of, decide, vocabulary=self.engine.vocabulary, profile=profile)

    def run(self, *rows, **how):
        """The lines of a ledger of these rows."""
        return list(self.start(as_csv(rows), **how))

    def given(self, *rows, **how):
        """The facts and the moment that each line is decided by."""
        seen = []
        self.run(*rows, decide=lambda facts, as_of: seen.append((facts, as_of)), **how)
        return seen

    def facts(self, *rows, **how):
        """The facts that each line is decided by."""
        return [facts for facts, _ in self.given(*rows, **how)]

    def text(self, content, **how):
        """The lines of a ledger given as text or bytes."""
        return list(self.start(content, **how))
