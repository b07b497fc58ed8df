"""How long the line takes: the store's start, reading an article beside jieba.posseg, adding it. `python -m bench.line [--json]`"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from graph.config import StoreSettings
from graph.store import open_store

SAMPLES = Path(__file__).parents[1] / "samples"
CHARACTERS = 6000
RUNS = 7


def article() -> str:
    """6,000 characters of the sample articles, which are dense with deals."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    return text[:CHARACTERS]


def cpu(work: Callable[[], object]) -> float:
    """Median CPU seconds of several runs, after one that is not counted."""
    work()
    seconds = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return median(seconds)


def measure() -> dict[str, float]:
    found: dict[str, float] = {}
    began = time.monotonic()
    from ingest.reader import Reader, chosen_model

    reader = Reader(model=chosen_model())
    text = article()
    reader.read(text, "2025-10-30")
    found["import_to_first_article_s"] = time.monotonic() - began
    found["read_6000_s"] = cpu(lambda: reader.read(text, "2025-10-30"))
    import jieba.posseg

    found["posseg_6000_s"] = cpu(lambda: list(jieba.posseg.cut(text)))
    found["posseg_ratio"] = found["posseg_6000_s"] / found["read_6000_s"]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("store_first_start_s", "store_found_running_s"):
            began = time.monotonic()
            with open_store(StoreSettings(f"embedded:{folder}/data")):
                found[name] = time.monotonic() - began
    return {name: round(value, 4) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    found = measure()
    if parser.parse_args().json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:28}{value:10.4f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
