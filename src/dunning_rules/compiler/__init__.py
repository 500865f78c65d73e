"""From the model to a Program: one pass a file, the list of passes in passes.py."""
