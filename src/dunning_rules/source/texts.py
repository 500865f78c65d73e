"""A CSV file with a column of texts: what debtors said, or what collectors want to say."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from dunning_rules.errors import UsageError
from dunning_rules.model.names import did_you_mean
from dunning_rules.model.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_texts(raw: bytes, name: str, column: str, lang_column: str = "") -> Iterator[Text]:
    """Give the texts of a column, line by line, each with its language when a column says it.

    Raises UsageError for a file that is no UTF-8 CSV with these columns.
    """
    try:
        lines = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        header = lines.fieldnames or ()
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{name} is not a CSV file in UTF-8: {error}"
        raise UsageError(msg) from error
    for wanted in filter(None, (column, lang_column)):
        if wanted not in header:
            hint = did_you_mean(wanted, header) or "its columns are " + ", ".join(f"`{h}`" for h in header)
            msg = f"{name} has no column `{wanted}`; {hint}"
            raise UsageError(msg)
    try:
        for line in lines:
            yield Text(line[column] or "", (line[lang_column] or "") if lang_column else "")
    except csv.Error as error:
        msg = f"{name}:{lines.line_num}: {error}"
        raise UsageError(msg) from error
