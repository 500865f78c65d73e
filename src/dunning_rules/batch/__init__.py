"""Portfolios: an invoice ledger in, one decision an open item out, streaming."""
