"""The sample articles, which give a first start something to show."""

from __future__ import annotations

from pathlib import Path

from graph.ids import article_id
from graph.queries import catalog
from graph.store import Store
from web.lazy import LazyReader

FOLDER = Path(__file__).parents[1] / "samples"


def missing(store: Store, folder: Path = FOLDER) -> list[Path]:
    """The samples that are still to be read: all of an empty store's, and those that a start did not come to.

    None once the store holds any other article: then it is the user's. The store knows an article by the digest of
    its text, so nothing has to be read to tell.
    """
    files = {article_id(path.read_text("utf-8-sig")): path for path in sorted(folder.glob("*.txt"))}
    stored = {row["article"] for row in catalog()["latest_articles"].run(store, limit=len(files) + 1)}
    return [path for id_, path in files.items() if id_ not in stored] if stored <= files.keys() else []


def read(store: Store, reader: LazyReader, files: list[Path]) -> None:
    """Reads sample articles, with a bar on the terminal."""
    from ingest import jobs  # these bring the reader's libraries along, which take seconds to load
    from ingest.cli.terminal import bar
    from ingest.sources import text

    print("Reading the sample articles …", flush=True)
    with bar(len(files)) as progress:
        sources = (source for file in files for source in text.read(file))
        jobs.add(store, reader, sources, lambda step: progress.advance(step.title))
