"""`python -m dunning_rules`."""

from dunning_rules.cli import main

main()
