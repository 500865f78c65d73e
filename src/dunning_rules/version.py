"""The version of the library: said here and nowhere else."""

from typing import Final

VERSION: Final = "0.1.0"
