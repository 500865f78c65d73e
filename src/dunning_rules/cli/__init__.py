"""The command line: one file a command; it prints, chooses exit codes and holds no logic."""

from dunning_rules.cli.main import main

__all__ = ["main"]
