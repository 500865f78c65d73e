"""Computed facts and moments: pure functions of a case, its moment and a calendar."""
