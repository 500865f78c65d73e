"""Exact sums: shares, discounts and interest in Decimal, to the cent."""
