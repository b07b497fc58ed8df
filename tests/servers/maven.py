"""Neo4j Community out of Maven, resolved once into a cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

VERSION = "5.26.30"
_SECONDS = 600
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>roundtrip</groupId><artifactId>test-neo4j</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>
"""
_ARTIFACTS = (("org.neo4j", "neo4j"), ("org.neo4j.app", "neo4j-server"))  # the second alone lacks its main class


class NoNeo4j(Exception):
    """There is no Neo4j to test against here; the message says why."""


def neo4j_jars() -> Path:
    """The folder of the server's jars; downloads them when the cache does not have them (about 120 MB)."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "roundtrip" / f"neo4j-{VERSION}"
    if not (cache / "lib").is_dir():
        _download(cache)
    return cache / "lib"


def _download(cache: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoNeo4j("Maven (mvn) is not installed, and ROUNDTRIP_TEST_NEO4J is not set")
    cache.mkdir(parents=True, exist_ok=True)
    # Into a folder of its own first: a download that was cut short must not pass for a whole one.
    with tempfile.TemporaryDirectory(dir=cache) as work:
        pom = Path(work) / "pom.xml"
        pom.write_text(_POM.format("".join(_DEPENDENCY.format(*artifact, VERSION) for artifact in _ARTIFACTS)), "utf-8")
        command = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise NoNeo4j(f"Maven did not get Neo4j {VERSION} in {_SECONDS} seconds") from None
        if done.returncode:
            raise NoNeo4j(f"Maven could not get Neo4j {VERSION}: {(done.stdout + done.stderr).strip()[-400:]}")
        if not (cache / "lib").exists():
            (Path(work) / "lib").rename(cache / "lib")
