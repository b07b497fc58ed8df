"""Articles: one is added, replaced or removed in one unit of writing, together with all that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import NotFound
from graph.facts.checks import check
from graph.facts.renewal import Change, renew
from graph.facts.rows import ArticleRows, Row, article_rows, present
from graph.facts.rulings import Rulings, read_rulings
from graph.facts.stored import Pair, mentioned, pair_key, pair_of, read_pair, stored_claim
from graph.ids import party_id
from graph.model import Article, Reading
from graph.store import Store, Transaction

KNOWN = "MATCH (a:Article {id: $id}) OPTIONAL MATCH (a)-[:STATES]->(c:Claim) RETURN a.reading AS reading, collect(DISTINCT c.deal) AS deals"
LEAVING = (
    "MATCH (a:Article {id: $id}) OPTIONAL MATCH (a)-[m:MENTIONS]->(:Party) WITH a, collect(m.key) AS keys "
    "OPTIONAL MATCH (a)-[:STATES]->(c:Claim) RETURN a.reading AS reading, keys, collect(c.pair) AS pairs"
)
CLEAR_STATED = "MATCH (:Article {id: $id})-[:STATES]->(n) DETACH DELETE n"
CLEAR_MENTIONS = "MATCH (:Article {id: $id})-[m:MENTIONS]->(:Party) DELETE m"
DELETE = "MATCH (a:Article {id: $id}) DETACH DELETE a"
WRITE_ARTICLE = (
    "MERGE (a:Article {id: $article.id}) SET a = $article WITH a UNWIND $mentions AS row "
    "MATCH (p:Party {id: row.party}) CREATE (a)-[m:MENTIONS]->(p) SET m = row.mention"
)
WRITE_CLAIMS = (
    "MATCH (a:Article {id: $id}) UNWIND $rows AS row MATCH (s:Party {id: row.source}) MATCH (t:Party {id: row.target}) "
    "CREATE (a)-[:STATES {id: row.claim.id}]->(c:Claim) SET c = row.claim "
    "CREATE (c)-[:FROM {id: row.claim.id}]->(s) CREATE (c)-[:TO {id: row.claim.id}]->(t)"
)
WRITE_METRICS = (
    "MATCH (a:Article {id: $id}) UNWIND $rows AS row MATCH (p:Party {id: row.party}) "
    "CREATE (a)-[:STATES {id: row.metric.id}]->(m:Metric) SET m = row.metric CREATE (p)-[:REPORTS {id: row.metric.id}]->(m)"
)


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding an article."""

    article: str
    known: bool
    """The very same reading was there already, and nothing was written."""
    closed_hops: tuple[Pair, ...] = ()
    """Pairs (source id, target id) without a live deal that moves value before this article, and with one now."""
    deals: tuple[str, ...] = ()
    """Ids of the deals that the article states."""


def add(store: Store, article: Article, reading: Reading) -> Added:
    """Writes an article with its reading; a reading that differs from the stored one takes its place.

    Raises BadInput, before anything is written, when the reading does not hold together.
    """
    check(article, reading)
    rows = article_rows(article, reading)
    found = store.read(KNOWN, ("reading", "deals"), id=rows.id)
    if found and found[0]["reading"] == rows.digest:
        return Added(rows.id, known=True, deals=tuple(sorted(found[0]["deals"])))
    return store.write(lambda transaction: _put(transaction, rows))


def remove(store: Store, article_id: str) -> None:
    """Deletes an article and whatever followed from it alone. Raises NotFound when there is no such article."""
    if not store.write(lambda transaction: _take(transaction, article_id)):
        raise NotFound(f"There is no article {article_id!r}; give the id of one that is stored.")


def _put(transaction: Transaction, rows: ArticleRows) -> Added:
    rulings = read_rulings(transaction)
    change = Change(leaving=rows.id)
    replaces = _leave(transaction, change, rulings)
    _come(rows, change, rulings)
    renewed = renew(transaction, change, rulings)
    if replaces:
        _clear(transaction, rows.id)
    _write(transaction, rows, rulings, renewed.deal_of)
    deals = {renewed.deal_of[row["id"]] for row in rows.claims if row["id"] in renewed.deal_of}
    return Added(rows.id, known=False, closed_hops=renewed.closed, deals=tuple(sorted(deals)))


def _take(transaction: Transaction, id_: str) -> bool:
    rulings = read_rulings(transaction)
    change = Change(leaving=id_)
    if not _leave(transaction, change, rulings):
        return False
    renew(transaction, change, rulings)
    _clear(transaction, id_)
    transaction.run(DELETE, id=id_)
    return True


def _leave(transaction: Transaction, change: Change, rulings: Rulings) -> bool:
    """Adds to the change what the stored reading of its leaving article touches; False when there is none."""
    found = transaction.run(LEAVING, id=change.leaving)
    for row in found:
        change.losing |= {rulings.party(party_id(key)) for key in row["keys"]}
        change.parties |= change.losing
        change.pairs |= {read_pair(pair) for pair in row["pairs"]}
    return bool(found)


def _come(rows: ArticleRows, change: Change, rulings: Rulings) -> None:
    """Adds to the change what the new reading brings."""
    for mention in rows.mentions:
        party = rulings.party(party_id(mention["key"]))
        change.parties.add(party)
        change.mentions[party].append(mentioned(mention))
    for row in rows.claims:
        claim = stored_claim(row, rows.id, rows.article.get("published"), rulings)
        change.pairs.add(pair_of(claim))
        change.claims.append(claim)


def _clear(transaction: Transaction, id_: str) -> None:
    transaction.run(CLEAR_STATED, id=id_)
    transaction.run(CLEAR_MENTIONS, id=id_)


def _write(transaction: Transaction, rows: ArticleRows, rulings: Rulings, deal_of: Mapping[str, str]) -> None:
    """Writes the article with its arrows; the parties are there already."""
    mentions = [{"party": rulings.party(party_id(m["key"])), "mention": m} for m in rows.mentions]
    transaction.run(WRITE_ARTICLE, article=rows.article, mentions=mentions)
    if rows.claims:
        transaction.run(WRITE_CLAIMS, id=rows.id, rows=[_placed(claim, rulings, deal_of) for claim in rows.claims])
    if rows.metrics:
        metrics = [{"party": rulings.party(m["entity"]), "metric": m} for m in rows.metrics]
        transaction.run(WRITE_METRICS, id=rows.id, rows=metrics)


def _placed(claim: Row, rulings: Rulings, deal_of: Mapping[str, str]) -> Row:
    source, target = rulings.party(claim["source"]), rulings.party(claim["target"])
    place = {"pair": pair_key(claim["type"], source, target), "deal": deal_of.get(claim["id"])}
    return {"source": source, "target": target, "claim": present({**claim, **place})}
