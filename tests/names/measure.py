"""How many parties of annotated articles are found: `python -m tests.names.measure FOLDER…` (folders of NAME.json and NAME.txt).

Recall is over the entities that stand in a deal that is not optional; `split` counts entities found as several parties, `merged`
parties that are several entities. Precision is a lower bound where the annotation lists only the parties that matter.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.names.reading import read

_IGNORED = re.compile(r"[\s·•“”\"'《》()（）.]")


def fold(name: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def tally(gold: Mapping[str, Any], found: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Counts of one article; `found` holds all forms of each party, its name first."""
    forms: dict[str, str] = {}
    for entity in gold["entities"]:
        for form in (entity["name"], *entity.get("aliases", ())):
            forms.setdefault(fold(form), entity["name"])
    wanted = {name for deal in gold["deals"] if not deal.get("optional") for name in (deal["source"], deal["target"])}
    hits: Counter[str] = Counter()
    counts: Counter[str] = Counter(wanted=len(wanted))
    for party in found:
        meant = list(dict.fromkeys(forms[fold(form)] for form in party if fold(form) in forms))
        counts.update(found=1, right=bool(meant), merged=len(meant) > 1)
        hits.update(meant[:1])
    counts.update(hit=len(wanted & set(hits)), split=sum(n - 1 for n in hits.values()))
    return counts


def measure(folder: Path) -> tuple[Counter[str], float]:
    """Counts over all articles of a folder, and characters a second of the whole pipeline up to references."""
    counts: Counter[str] = Counter()
    seconds, characters = 0.0, 0
    for file in sorted(folder.glob("*.json")):
        if file.name.endswith(".meta.json"):
            continue
        text = file.with_suffix(".txt").read_text("utf-8-sig")
        begun = time.perf_counter()
        doc = read(text)
        seconds += time.perf_counter() - begun
        characters += len(text)
        counts += tally(json.loads(file.read_text("utf-8")), [(p.name, *p.aliases) for p in doc._.parties])
    return counts, characters / seconds if seconds else 0.0


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        counts, speed = measure(folder)
        recall, precision = counts["hit"] / max(counts["wanted"], 1), counts["right"] / max(counts["found"], 1)
        print(
            f"{folder.name}: recall {recall:.3f} ({counts['hit']} of {counts['wanted']})  "
            f"precision {precision:.3f} ({counts['found']} found)  split {counts['split']}  merged {counts['merged']}  "
            f"{speed:,.0f} characters a second"
        )


if __name__ == "__main__":
    main()
