"""What all tests share: no network, and engines that are loaded once."""

from __future__ import annotations

import socket

import pytest
from hypothesis import Phase, settings

from dunning_rules import load_engine

settings.register_profile("here", print_blob=True)
settings.register_profile(
    "mutants", derandomize=True, database=None, deadline=None, max_examples=25, phases=(Phase.explicit, Phase.generate)
)
settings.register_profile("long", max_examples=400, print_blob=True)
settings.load_profile("here")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Only this machine may be spoken to."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            msg = f"a test wants to reach {address}"
            raise AssertionError(msg)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def receivables():
    """The shipped pack, without a creditor profile."""
    return load_engine("receivables")
