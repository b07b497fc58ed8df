"""How fast articles are read and where the time goes, beside other ways to cut Chinese. `python -m bench.reading [--json]`

An article has 6,000 characters: `dense` ones are joined from training articles full of deals (about 26 in 1,000 characters),
`ordinary` ones from articles left out of training that tell at most two in 1,000 characters. Times are CPU seconds on one thread, the
least of several rounds in which all readers take turns, so that a busy machine disturbs them little and alike; only `first_article_s` is
wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.precision import full_precision

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
TEXT = Path(__file__).parents[1] / "ingest" / "training" / "text"
CHARACTERS = 6000
ARTICLES = 6
BESIDE = 2
"""How many of the ordinary articles the others read too, some of which are slow."""
ROUNDS = 4
PATTERNS = 5000
THIN = 2.0
"""Deals in 1,000 characters that an ordinary article tells at the most."""
PUBLISHED = "2026-01-05"

Read = Callable[[str], object]
NAMES = {
    "dense_s": "seconds of a dense article, with the encoder",
    "dense_rules_s": "seconds of a dense article, by rules alone",
    "full_precision_s": "seconds of a dense article, with the encoder in full precision",
    "ordinary_per_s": "ordinary articles a second, with the encoder",
    "rules_per_s": "ordinary articles a second, by rules alone",
    "posseg_per_s": "ordinary articles a second, jieba.posseg",
    "spacy_jieba_per_s": "ordinary articles a second, spaCy with jieba",
    "entityruler_per_s": f"ordinary articles a second, the same with an EntityRuler of {PATTERNS:,} names",
    "posseg_ratio": "rules beside jieba.posseg",
    "entityruler_ratio": "rules beside the EntityRuler",
    "first_article_s": "seconds from import to the first article, with the encoder",
    "first_article_rules_s": "seconds from import to the first article, by rules alone",
    "rss_mb": "most memory in MB, with the encoder",
    "rss_rules_mb": "most memory in MB, by rules alone",
}


def dense() -> list[str]:
    return _cut(path for path in sorted((TEXT / "articles").glob("*.txt")) if path.name[0] in "tu")


def ordinary() -> list[str]:
    held = frozenset((TEXT / "held.txt").read_text("utf-8").split("\n"))
    return _cut(path for path in sorted((TEXT / "articles").glob("*.txt")) if path.stem in held and _is_thin(path))


def _is_thin(path: Path) -> bool:
    deals = [d for d in json.loads(path.with_suffix(".json").read_text("utf-8"))["deals"] if not d.get("optional")]
    return 1000 * len(deals) <= THIN * len(path.read_text("utf-8"))


def _cut(paths: Iterator[Path]) -> list[str]:
    joined = ""
    for path in paths:
        joined += path.read_text("utf-8") + "\n"
        if len(joined) > CHARACTERS * ARTICLES:
            break
    whole = min(ARTICLES, len(joined) // CHARACTERS)
    return [joined[at : at + CHARACTERS] for at in range(0, CHARACTERS * whole, CHARACTERS)]


def seconds(readers: Mapping[str, Read], articles: Sequence[str]) -> dict[str, float]:
    """CPU seconds of one article for each reader: its fastest pass over all of them, after one that is not counted."""
    passes: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS + 1):
        for name, read in readers.items():
            began = time.process_time()
            for article in articles:
                read(article)
            passes[name].append((time.process_time() - began) / len(articles))
    return {name: min(spent[1:]) for name, spent in passes.items()}


def ours() -> dict[str, Read]:
    from ingest.reader import Reader
    from ingest.text.encoder.session import MODEL

    rules, learned = Reader(), Reader(model=MODEL)
    return {"rules": lambda text: rules.read(text, PUBLISHED), "encoder": lambda text: learned.read(text, PUBLISHED)}


def others() -> dict[str, Read]:
    """jieba's words with their tags, its words as spaCy tokens, and these with the names of a list."""
    import jieba.posseg
    import spacy

    jieba.setLogLevel(60)  # it would print its loading time
    config = {"nlp": {"tokenizer": {"segmenter": "jieba"}}}
    words, ruled = spacy.blank("zh", config=config), spacy.blank("zh", config=config)
    ruler: Any = ruled.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in _names()])
    return {"posseg": lambda text: list(jieba.posseg.cut(text)), "spacy_jieba": words, "entityruler": ruled}


def _names() -> list[str]:
    found: dict[str, None] = {}
    for path in sorted((TEXT / "articles").glob("*.json")):
        for entity in json.loads(path.read_text("utf-8")).get("entities", ()):
            found.update(dict.fromkeys((entity["name"], *entity["aliases"])))
    return list(found)[:PATTERNS]


def in_full_precision(articles: Sequence[str]) -> float | None:
    """CPU seconds of one article with weights of 32 bits; None where `onnx`, which rewrites the graph, is not installed."""
    if find_spec("onnx") is None:
        return None
    from ingest.reader import Reader
    from ingest.text.encoder.session import MODEL

    with TemporaryDirectory() as folder:
        if not full_precision(MODEL, Path(folder)):
            return None
        reader = Reader(model=Path(folder))
        return seconds({"full": lambda text: reader.read(text, PUBLISHED)}, articles)["full"]


def components(manner: str, articles: Iterable[str]) -> dict[str, float]:
    """CPU milliseconds of each component of the pipeline for an article."""
    from ingest.text.encoder.session import MODEL
    from ingest.text.pipeline import build

    nlp = build(model=MODEL if manner == "encoder" else None)
    best: dict[tuple[str, int], float] = {}
    for at, article in [*enumerate(articles)] * ROUNDS:
        for name, spent in _steps(nlp, article):
            best[name, at] = min(best.get((name, at), float("inf")), 1000 * spent)
    whole: dict[str, list[float]] = {}
    for (name, _), spent in best.items():
        whole.setdefault(name, []).append(spent)
    return {name: sum(spent) / len(spent) for name, spent in whole.items()}


def _steps(nlp: Any, article: str) -> Iterator[tuple[str, float]]:
    from ingest.text.tokenizer import without_words

    doc: Any = without_words(nlp.vocab, article)
    doc._.published = PUBLISHED
    for name, component in nlp.pipeline:
        began = time.process_time()
        doc = component(doc)
        yield name.removeprefix("roundtrip_"), time.process_time() - began


def probe(manner: str) -> tuple[float, float]:
    """In a process of its own: seconds from the import to the first article, and the most memory it then took in MB."""
    began = time.monotonic()
    from ingest.reader import Reader
    from ingest.text.encoder.session import MODEL

    reader = Reader(model=MODEL if manner == "encoder" else None)
    first, *rest = dense()
    reader.read(first, PUBLISHED)
    took = time.monotonic() - began
    for article in rest:
        reader.read(article, PUBLISHED)
    return took, _most_memory()


def _most_memory() -> float:
    """Of this process alone: `ru_maxrss` of a child begins with that of the process that started it."""
    if (status := Path("/proc/self/status")).exists() and (found := re.search(r"VmHWM:\s*(\d+)", status.read_text())):
        return int(found[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def probed(manner: str) -> tuple[float, float]:
    """What `probe` tells, the least seconds of the rounds."""
    command = [sys.executable, "-m", "bench.reading", "--probe", manner]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_THREAD) for _ in range(ROUNDS)]
    told = [json.loads(run.stdout) for run in runs]
    return min(took for took, _ in told), max(most for _, most in told)


def measure() -> dict[str, Any]:
    many, thin, mine = dense(), ordinary(), ours()
    dense_s, thin_s = seconds(mine, many), seconds(mine, thin)
    beside = seconds({"rules": mine["rules"], **others()}, thin[:BESIDE])
    found: dict[str, Any] = {
        "dense_s": dense_s["encoder"],
        "dense_rules_s": dense_s["rules"],
        "full_precision_s": in_full_precision(many[:2]),
    }
    found |= {"ordinary_per_s": 1 / thin_s["encoder"], "rules_per_s": 1 / thin_s["rules"]}
    found |= {f"{name}_per_s": 1 / beside[name] for name in ("posseg", "spacy_jieba", "entityruler")}
    found |= {f"{name}_ratio": beside[name] / beside["rules"] for name in ("posseg", "entityruler")}
    found["first_article_s"], found["rss_mb"] = probed("encoder")
    found["first_article_rules_s"], found["rss_rules_mb"] = probed("rules")
    rounded = {name: None if value is None else round(value, 4) for name, value in found.items()}
    kinds = {"ordinary": thin, "dense": many}
    return rounded | {"components_ms": {f"{kind}, {how}": components(how, kinds[kind]) for kind in kinds for how in ("rules", "encoder")}}


def table(found: Mapping[str, Any]) -> str:
    """The figures, then where the time goes, a column for each kind of article and manner of reading."""
    lines = [f"{text:82}{'-' if found[name] is None else format(found[name], '.2f'):>8}" for name, text in NAMES.items()]
    parts: dict[str, dict[str, float]] = found["components_ms"]
    lines += ["", f"{'milliseconds':14}" + "".join(f"{what:>19}" for what in parts)]
    for step in dict.fromkeys(step for row in parts.values() for step in row):
        lines.append(f"{step:14}" + "".join(f"{row[step]:19.2f}" if step in row else f"{'':19}" for row in parts.values()))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--probe", choices=("rules", "encoder"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        print(json.dumps(probe(options.probe)))
        return
    os.environ.update(ONE_THREAD)
    found = measure()
    print(json.dumps(found) if options.json else table(found))


if __name__ == "__main__":
    main()
