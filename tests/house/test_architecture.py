"""Who may import whom. The rules are those of docs/architecture.md; the imports are read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "ingest", "web")
MAY_IMPORT = {"graph": {"graph"}, "ingest": {"ingest", "graph"}, "web": {"web", "ingest", "graph"}}
ONLY_IN = {
    "flask": ("web",),
    "waitress": ("web",),
    "spacy": ("ingest",),
    "jieba": ("ingest",),
    "rjieba": ("ingest",),
    "ahocorasick_rs": ("ingest",),
    "neo4j": ("graph/store",),
    "rdflib": ("graph/formats/rdf.py",),
}
WORDS = ("graph/model.py", "graph/errors.py", "graph/ids.py")


def _sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "node_modules" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import; name the package"
            yield node.module or ""


def breaches(path: Path, imports: Iterator[str]) -> list[str]:
    """What of `imports` the file at `path` (relative to the checkout) may not import."""
    own = path.parts[0]
    found = []
    for name in imports:
        top = name.partition(".")[0]
        if top in PACKAGES and top not in MAY_IMPORT[own]:
            found.append(name)
        if top in ONLY_IN and not any(path.as_posix() == place or path.as_posix().startswith(place + "/") for place in ONLY_IN[top]):
            found.append(name)
    return found


@pytest.mark.parametrize("path", _sources(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_keep_to_the_layers(path: Path) -> None:
    assert breaches(path.relative_to(ROOT), _imports(path)) == []


def test_a_breach_is_seen() -> None:
    assert breaches(Path("graph/x.py"), iter(["ingest.reader", "neo4j", "json"])) == ["ingest.reader", "neo4j"]
    assert breaches(Path("graph/formats/csv.py"), iter(["rdflib"])) == ["rdflib"]
    assert breaches(Path("web/pages.py"), iter(["flask", "graph.model", "ingest.jobs"])) == []


@pytest.mark.parametrize("name", WORDS)
def test_the_words_of_the_domain_stand_alone(name: str) -> None:
    assert [i for i in _imports(ROOT / name) if i.partition(".")[0] in PACKAGES] == []


def test_no_file_grows_past_one_idea() -> None:
    long = {p.relative_to(ROOT).as_posix(): n for p in _sources() if (n := p.read_text("utf-8").count("\n")) > 400}
    assert long == {}
