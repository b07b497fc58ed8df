"""`python -m web` as a process: starts, shows the samples, ends in order, and starts again without reading anew."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.servers.homes import eventually

ROOT = Path(__file__).parents[2]
CANARY = "canary-e9d0"


@contextmanager
def _started(folder: Path, *options: str, **environ: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The process and the lines that it has printed up to its address."""
    command = [sys.executable, "-m", "web", "--no-open", "--port", "0", "--store", f"embedded:{folder}", *options]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if "http://" in line:
                break
        yield process, lines
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def _end(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    return process.returncode, errors


def _home(line: str) -> str:
    """What the first page shows to whoever opens the printed address."""
    address = re.search(r"http://127\.0\.0\.1:\d+/enter\?token=\S+", line)
    assert address is not None, line
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with visitor.open(address[0], timeout=30) as answer:
        assert answer.url.endswith("/")
        return str(answer.read().decode())


@pytest.mark.slow
def test_it_starts_with_the_samples_and_starts_again_without_reading_them(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with _started(folder) as (process, lines):
        assert "Reading the sample articles" in lines[0]
        assert 'class="ring"' in _home(lines[-1])
        code, errors = _end(process, signal.SIGTERM)
        assert code == 0
        assert "Traceback" not in errors
    with _started(folder) as (process, lines):
        assert len(lines) == 1
        assert 'class="ring"' in _home(lines[-1])
        assert _end(process, signal.SIGINT)[0] == 0


def test_it_can_be_ended_before_its_libraries_are_there() -> None:
    """They take the longest to load; a Ctrl+C meanwhile ends the program as at any other time."""
    told = "import sys, web.__main__; print(sorted({'flask', 'neo4j', 'waitress', 'web.start'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"
    command = [sys.executable, "-m", "web", "--no-open", "--no-samples", "--store", "mysql://x"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert eventually(lambda: _takes(process.pid, signal.SIGTERM))
        assert _end(process, signal.SIGINT) == (0, "")


def _takes(process: int, number: signal.Signals) -> bool:
    """Whether the process has a handler for a signal; Python brings one for SIGINT alone."""
    found = re.search(r"^SigCgt:\s*(\w+)", Path(f"/proc/{process}/status").read_text("ascii"), re.MULTILINE)
    return found is not None and bool(int(found[1], 16) >> (number - 1) & 1)


def _refused(*options: str, **environ: str) -> str:
    command = [sys.executable, "-m", "web", "--no-open", *options]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


def test_it_refuses_to_open_to_other_machines_without_a_password() -> None:
    assert re.fullmatch(r"At 0\.0\.0\.0 other machines could open the page: .*\.\n", _refused("--host", "0.0.0.0"))


def test_a_wrong_setting_of_the_reader_is_told_at_the_start() -> None:
    assert _refused(ROUNDTRIP_ENCODER="no") == "ROUNDTRIP_ENCODER must be on or off.\n"
    assert _refused(ROUNDTRIP_LIKELY="often").startswith("ROUNDTRIP_LIKELY must be a number between 0 and 1")


def test_a_store_that_cannot_be_is_told_in_one_sentence() -> None:
    assert re.fullmatch(r"The store address 'mysql://x' is none of .*\n", _refused("--store", "mysql://x"))


@pytest.mark.slow
def test_a_port_that_is_taken_is_told_and_the_store_is_let_go(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        errors = _refused("--port", port, "--no-samples", "--store", f"embedded:{tmp_path / 'data'}")
    assert re.search(rf"The page cannot be served at 127\.0\.0\.1:{port} \(.*\); choose another --port or --host\.", errors)


@pytest.mark.slow
def test_with_a_password_it_prints_no_token_and_no_secret(tmp_path: Path) -> None:
    with _started(tmp_path / "data", "--no-samples", ROUNDTRIP_WEB_PASSWORD=CANARY) as (process, lines):
        assert "token" not in lines[-1]
        code, errors = _end(process, signal.SIGTERM)
        assert code == 0
        assert CANARY not in "".join(lines) + errors
