"""What a linter does with findings once they are there."""
