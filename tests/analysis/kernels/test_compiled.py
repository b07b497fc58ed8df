"""Functions in two forms: the same answers, helpers included, and no waiting for numba where little is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.analysis.kernels.compiled import compiled, has_numba

ROOT = Path(__file__).parents[3]
needs_numba = pytest.mark.skipif(not has_numba(), reason="numba is not installed")


@compiled
def doubled(value: int) -> int:
    return 2 * value


@compiled
def running_sum(values: NDArray[np.int32], out: NDArray[np.int32]) -> int:
    total = 0
    for i in range(len(values)):
        total += doubled(values[i])
        out[i] = total
    return total


def test_plain_python_fills_the_arrays() -> None:
    out = np.zeros(3, np.int32)
    assert running_sum.plain(np.array([1, 2, 3], np.int32), out) == 12
    assert out.tolist() == [2, 6, 12]


@needs_numba
def test_machine_code_does_the_same() -> None:
    out = np.zeros(3, np.int32)
    assert running_sum.fast(np.array([1, 2, 3], np.int32), out) == 12
    assert out.tolist() == [2, 6, 12]


def test_what_may_not_be_written_is_only_read() -> None:
    values = np.array([1, 2, 3], np.int32)
    values.flags.writeable = False
    assert running_sum.plain(values, np.zeros(3, np.int32)) == 12


SCRIPT = """
import sys
sys.path.insert(0, {root!r})
import numpy as np
from graph.analysis.kernels.compiled import compiled
from {module} import running_sum
small = np.ones({size}, np.int32)
assert running_sum(small, np.zeros({size}, np.int32)) == 2 * {size}
print("numba" in sys.modules)
"""


def _told(folder: Path, size: int, **environment: str) -> str:
    """What a new program says that uses a module of a folder of its own."""
    source = Path(__file__).read_text("utf-8")
    body = source[source.index("@compiled\ndef doubled") : source.index("def test_plain_python")]
    head = "import numpy as np\nfrom numpy.typing import NDArray\nfrom graph.analysis.kernels.compiled import compiled\n"
    (folder / "sums.py").write_text(head + body, "utf-8")
    script = SCRIPT.format(root=str(ROOT), module="sums", size=size)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={"PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_small_call_does_not_load_numba(tmp_path: Path) -> None:
    assert _told(tmp_path, 10) == "False"


@needs_numba
def test_a_large_call_is_compiled_once_and_kept(tmp_path: Path) -> None:
    assert _told(tmp_path, 200_000) == "True"
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "__pycache__").glob("*.nb*")}
    assert len(kept) >= 2
    assert _told(tmp_path, 200_000) == "True"
    assert kept == {path.name: path.stat().st_mtime_ns for path in (tmp_path / "__pycache__").glob("*.nb*")}


@needs_numba
def test_an_installation_that_cannot_be_written_still_computes(tmp_path: Path) -> None:
    blocked = tmp_path / "nothing"
    blocked.write_text("a file where a folder would have to be", "utf-8")
    (tmp_path / "__pycache__").write_text("the same", "utf-8")
    assert _told(tmp_path, 200_000, HOME=str(blocked), XDG_CACHE_HOME=str(blocked)) == "True"
