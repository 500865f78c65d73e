"""Frozen values that travel between the rooms; nothing here reads a file or decides anything."""
