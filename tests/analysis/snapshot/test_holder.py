"""The snapshot follows the store: whatever is written, by whom ever, it says what the store says."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator

import pytest

from graph.analysis.cycles import loops
from graph.analysis.results import PartyRef
from graph.analysis.snapshot import Snapshot, current, holder
from graph.analysis.snapshot.reading import read_all
from graph.analysis.snapshot.version import read_version
from graph.config import StoreSettings
from graph.facts import articles, changes, deals, judgements
from graph.model import Terms
from graph.store import Store, open_store
from tests.analysis.snapshots import content
from tests.analysis.worlds import TestDeal, World, fill
from tests.facts.news import make_news, reread, write_article
from tests.servers import wipe


def _whole(store: Store) -> Snapshot:
    """Read anew, without looking at what was held."""
    return Snapshot(*read_all(store), read_version(store))


def _follows(store: Store) -> Snapshot:
    held = current(store)
    assert content(held) == content(_whole(store))
    assert held.version == read_version(store)
    return held


@pytest.fixture
def no_reading_of_everything(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forbids to read the whole store from here on."""

    def forbid() -> None:
        def refuse(_: Store) -> None:
            raise AssertionError("everything was read anew")

        monkeypatch.setattr(holder, "read_all", refuse)

    return forbid


def _steps(store: Store, number: int, seed: int) -> Iterator[None]:
    """Articles come, go and are read anew; persons merge, reject and undo."""
    chance = random.Random(seed)
    news = dict(enumerate(make_news(number, seed)))
    there: list[int] = []
    judged: list[str] = []
    for _ in range(number):
        step = chance.choice(["add", "add", "add", "again", "remove", "merge", "reject", "undo"])
        if step == "add" or not there:
            there.append(chance.choice(list(news)))
            articles.add(store, *news[there[-1]])
        elif step == "again":
            article, reading = news[chance.choice(there)]
            articles.add(store, article, reread(reading, chance.choice([1e9, 7e9])))
        elif step == "remove":
            gone = there[0]
            there = [each for each in there if each != gone]
            articles.remove(store, news[gone][0].id)
        elif step == "undo" and judged:
            judgements.undo(store, judged.pop(), by="李")
        else:
            judged += _judge(store, step, chance)
        yield


def _judge(store: Store, step: str, chance: random.Random) -> list[str]:
    text = {
        "merge": "MATCH (p:Party) RETURN p.id AS id ORDER BY id",
        "reject": "MATCH (:Party)-[r:INVESTS_IN]->(:Party) RETURN r.id AS id ORDER BY id",
    }
    ids = [row["id"] for row in store.read(text.get(step, text["reject"]), ("id",))]
    if step == "merge" and len(ids) > 1:
        subject, into = chance.sample(ids, 2)
        return [judgements.merge(store, subject, into, by="李").id]
    return [judgements.reject(store, chance.choice(ids), by="李").id] if step == "reject" and ids else []


def test_it_follows_articles_and_judgements(store: Store, no_reading_of_everything: Callable[[], None]) -> None:
    _follows(store)
    no_reading_of_everything()
    for _ in _steps(store, 40, seed=8):
        _follows(store)


def test_it_follows_several_steps_at_once(store: Store, no_reading_of_everything: Callable[[], None]) -> None:
    _follows(store)
    no_reading_of_everything()
    for number, _ in enumerate(_steps(store, 40, seed=5)):
        if number % 7 == 0:
            _follows(store)


def test_it_follows_a_rebuild_and_an_emptied_store(store: Store) -> None:
    for article, reading in make_news(6, seed=2):
        articles.add(store, article, reading)
    before = _follows(store)
    deals.rebuild(store)
    assert content(_follows(store)) == content(before)
    wipe(store)
    assert len(_follows(store).parties) == 0


def test_it_follows_what_is_written_past_the_facts(store: Store) -> None:
    _follows(store)
    fill(store, [World(("wa", "wb"), (TestDeal("d1", "INVESTS_IN", "wa", "wb", 1e6), TestDeal("d2", "LENDS_TO", "wb", "wa")))])
    assert len(_follows(store).deals) == 2
    assert len(loops(store).items) == 1


BARE = (
    "CREATE (a:Party {id: 'x 1'}) CREATE (b:Party {id: 'x2'}) CREATE (c:Party) "
    "CREATE (a)-[:INVESTS_IN]->(b) CREATE (b)-[:LENDS_TO {id: 'd', usd: 5}]->(a) CREATE (a)-[:LENDS_TO]->(c) CREATE (a)-[:LENDS_TO]->(a)"
)


def test_what_others_left_bare_is_taken_as_it_is(store: Store) -> None:
    """A person may have written into the graph by hand; what has no status counts nowhere, as in the queries."""
    store.write(lambda transaction: transaction.run(BARE))
    held = current(store)
    assert [held.party(place) for place in range(2)] == [PartyRef("x 1", "", ""), PartyRef("x2", "", "")]
    assert [bytes(id_) for id_ in held.deals.id] == [b"", b"d"]
    assert held.deals.usd[1] == 5.0
    assert loops(store).items == ()


def test_it_follows_when_the_log_is_too_short(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _follows(store)
    monkeypatch.setattr(changes, "LISTED_AT_MOST", 2)
    for article, reading in make_news(3, seed=3):
        articles.add(store, article, reading)
    _follows(store)


def test_nothing_new_is_the_same_snapshot(store: Store) -> None:
    held = current(store)
    assert current(store) is held
    article, reading = make_news(1, seed=1)[0]
    articles.add(store, article, reading)
    later = current(store)
    assert later is not held
    assert len(held.deals) == 0
    articles.add(store, article, reading)
    assert current(store) is later


def test_another_process_writes(embedded: Store, embedded_url: str, no_reading_of_everything: Callable[[], None]) -> None:
    wipe(embedded)
    _follows(embedded)
    no_reading_of_everything()
    with open_store(StoreSettings(embedded_url)) as other:
        for article, reading in make_news(3, seed=6):
            articles.add(other, article, reading)
    assert len(_follows(embedded).deals) > 0


def test_threads_share_it_while_it_changes(embedded: Store) -> None:
    wipe(embedded)
    faults: list[Exception] = []
    done = threading.Event()

    def look() -> None:
        try:
            while not done.is_set():
                held = current(embedded)
                assert content(held) == content(held)
                assert len(held.deals.source) == len(held.deals.usd) == len(held.deals)
                loops(embedded, max_hops=6)
        except Exception as fault:  # told by the thread that waits
            faults.append(fault)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for article, reading in make_news(10, seed=9):
        articles.add(embedded, article, reading)
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []
    _follows(embedded)


def test_nobody_can_write_it(embedded: Store) -> None:
    fill(embedded, [World(("wa", "wb"), (TestDeal("d1", "INVESTS_IN", "wa", "wb", 1e6),))])
    held = current(embedded)
    for array in (held.deals.usd, held.deals.id, held.parties.id, held.parties.names.letters):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[0]


def test_a_closed_loop_is_seen_at_once(store: Store) -> None:
    there, back = ("INVESTS_IN", "甲公司", "乙集团", Terms(1e9, "USD")), ("PURCHASES_FROM", "乙集团", "甲公司", Terms(2e9, "USD"))
    articles.add(store, *write_article([there]))
    assert loops(store).items == ()
    articles.add(store, *write_article([back]))
    assert [loop.usd for loop in loops(store).items] == [1e9]
    articles.remove(store, write_article([there])[0].id)
    assert loops(store).items == ()
