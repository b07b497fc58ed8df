"""The container's start command and health check, run as plain processes against a real Neo4j."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "docker-compose.yml").read_text("utf-8")
SECONDS = 60


def _words(pattern: str) -> list[str]:
    found = re.search(pattern, DOCKERFILE, re.MULTILINE)
    assert found is not None
    words: list[str] = json.loads(found[1])
    assert words[0] == "python"
    return [sys.executable, *words[1:]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.neo4j
def test_the_start_command_becomes_healthy(neo4j_url: str, tmp_path: Path) -> None:
    secret = tmp_path / "web_password"
    secret.write_text("a password of the test\n", "utf-8")
    port = str(_free_port())
    environ = {**os.environ, "ROUNDTRIP_STORE": neo4j_url, "ROUNDTRIP_WEB_PASSWORD_FILE": str(secret), "ROUNDTRIP_WEB_PORT": port}
    check = [word.replace("8765", port) for word in _words(r"^  CMD (\[.*\])$")]
    web = subprocess.Popen(_words(r"^CMD (\[.*\])$"), cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + SECONDS
        while subprocess.run(check, capture_output=True, check=False).returncode != 0:
            assert web.poll() is None, web.communicate()[0]
            assert time.monotonic() < until, "the health check never passed"
            time.sleep(0.5)
    finally:
        web.terminate()
        said = web.communicate(timeout=30)[0]
    assert b"a password of the test" not in said
    assert web.returncode == 0


def test_compose_says_what_the_page_needs() -> None:
    for setting in ("ROUNDTRIP_STORE: bolt://neo4j:7687", "ROUNDTRIP_STORE_PASSWORD_FILE:", "ROUNDTRIP_WEB_PASSWORD_FILE:"):
        assert setting in COMPOSE
    ports = re.findall(r'- "([^"]+:\d+)"', COMPOSE)
    assert sorted(ports) == ["127.0.0.1:7687:7687", "127.0.0.1:8765:8765"]
    assert "image: neo4j:5.26-community" in COMPOSE
    assert COMPOSE.count("healthcheck:") + DOCKERFILE.count("HEALTHCHECK") == 2
