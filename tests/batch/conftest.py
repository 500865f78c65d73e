import pytest

from dunning_rules import load_engine
from tests.batch.ledgers import Ledgers


@pytest.fixture(scope="module")
def engine():
    return load_engine("receivables")


@pytest.fixture
def ledgers(tmp_path, engine):
    return Ledgers(tmp_path, engine)
