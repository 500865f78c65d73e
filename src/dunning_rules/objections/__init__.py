"""A debtor's words become objections."""
