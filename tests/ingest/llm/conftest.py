from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.reader import Reader
from tests.ingest.llm.endpoint import Endpoint, endpoint


@pytest.fixture
def model() -> Iterator[Endpoint]:
    """An endpoint of the test's own."""
    with endpoint() as made:
        yield made


@pytest.fixture(scope="session")
def builtin() -> Reader:
    return Reader()
