"""Runs a test in both forms of compiled functions: `pytestmark = pytest.mark.usefixtures("form")`."""

from __future__ import annotations

import pytest

from graph.analysis.kernels import loops
from graph.analysis.kernels.compiled import Compiled, has_numba


@pytest.fixture(params=["plain", "fast"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain Python, then machine code."""
    if request.param == "fast" and not has_numba():
        pytest.skip("numba is not installed")
    monkeypatch.setattr(Compiled, "__call__", getattr(Compiled, request.param))
    monkeypatch.setattr(loops, "has_numba", lambda: request.param == "fast")
