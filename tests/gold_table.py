"""`python -m tests.gold_table`: reads the annotated articles, prints the figures, fails below `floors.toml`.

Articles that lie outside the checkout (the seed, the real texts) are found by ROUNDTRIP_SHARED, default `../shared`
beside the checkout, and skipped where they are absent.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.scoring import Record, Scores, score

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
OWN = HERE / "gold"

Read = Callable[[str, str | None], Record]


def shared() -> Path:
    """Where the articles that are no part of the project lie."""
    return Path(os.environ.get("ROUNDTRIP_SHARED", HERE.parent.parent / "shared"))


def article_sets() -> dict[str, list[Path]]:
    """The annotation files of each set; a set whose files are absent is empty."""
    seed = sorted((shared() / "gold").glob("00-*.json"))
    own = sorted(OWN.glob("*.json"))
    real = sorted((shared() / "real").glob("*.json"))
    sets = {"seed": seed, "own": own, "gold": [*seed, *own] if seed else [], "real": real}
    return {name: [f for f in files if not f.name.endswith(".meta.json")] for name, files in sets.items()}


def readings(files: list[Path], read: Read, kept: dict[Path, Record]) -> Iterator[tuple[Record, Record]]:
    """Gold and what was read of each article; an article in two sets is read once."""
    for file in files:
        gold = json.loads(file.read_text("utf-8"))
        if file not in kept:
            kept[file] = read(file.with_suffix(".txt").read_bytes().decode("utf-8"), gold.get("published"))
        yield gold, kept[file]


def table(scored: Mapping[str, Scores]) -> str:
    """The figures as text, one set a line."""
    lines = [f"{'set':6}{'link F1':>9}{'deal P':>9}{'deal R':>9}{'deal F1':>9}{'full F1':>9}{'metric':>9}{'party R':>9}"]
    for name, scores in scored.items():
        deal = scores.levels["deal"]
        figures = (scores.levels["link"].f1, deal.precision, deal.recall, deal.f1, scores.levels["full"].f1, scores.levels["metric"].f1)
        lines.append(f"{name:6}" + "".join(f"{f:9.3f}" for f in (*figures, scores.party_recall)))
    return "\n".join(lines)


def shortfalls(scored: Mapping[str, Scores], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Every figure that is under its floor, in words."""
    return [
        f"{name}: {level} F1 is {scores.levels[level].f1:.3f}, its floor {floor:.3f}."
        for name, scores in scored.items()
        for level, floor in floors.get(name, {}).items()
        if scores.levels[level].f1 < floor
    ]


def reader() -> Read:
    """The reader of the project, its answer in the shape of the gold."""
    from ingest.cli.shape import shape
    from ingest.reader import Reader, chosen_model
    from ingest.sources.article import Source

    pipeline = Reader(model=chosen_model())

    def read(text: str, published: str | None) -> dict[str, Any]:
        return shape(Source(id="gold", text=text, published=published), pipeline.read(text, published))

    return read


def main() -> int:
    kept: dict[Path, Record] = {}
    read = reader()
    scored = {name: score(readings(files, read, kept)) for name, files in article_sets().items() if files}
    print(table(scored))
    missing = [name for name, files in article_sets().items() if not files]
    if missing:
        print(f"Not measured, the articles are not here: {', '.join(missing)}.")
    below = shortfalls(scored, tomllib.loads(FLOORS.read_text("utf-8")))
    for line in below:
        print(line, file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
