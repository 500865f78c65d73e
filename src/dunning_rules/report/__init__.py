"""Decisions, findings and test results as text, JSON and HTML."""
