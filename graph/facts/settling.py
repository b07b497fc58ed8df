"""Puts claims, mentions and metrics under the parties that judgements give them to.

Their own properties never change: `Claim.source`, `Claim.target`, `Metric.entity` and `MENTIONS.key` say which party
the article means, the arrows say which party that is.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.facts.renewal import Change, drop_deals
from graph.facts.rulings import Rulings
from graph.facts.stored import pair_key, read_pair
from graph.ids import party_id
from graph.store import Transaction

# Each text names the node that it knows by id in a MATCH of its own, and first: from an end of a pattern that is
# known last the embedded store looks at every article there is.
MAKE_PARTIES = "UNWIND $ids AS id MERGE (p:Party {id: id})"
KEYS = "UNWIND $ids AS id MATCH (p:Party {id: id}) MATCH (p)<-[m:MENTIONS]-(:Article) RETURN DISTINCT id, m.key AS key"
_MENTIONS = "MATCH (p:Party {id: $id}) MATCH (p)<-[m:MENTIONS]-(a:Article) WHERE m.key = $key"
MENTIONS = f"{_MENTIONS} RETURN a.id AS article, properties(m) AS mention"
DELETE_MENTIONS = f"{_MENTIONS} DELETE m"
WRITE_MENTIONS = (
    "MATCH (p:Party {id: $id}) UNWIND $rows AS row MATCH (a:Article {id: row.article}) CREATE (a)-[m:MENTIONS]->(p) SET m = row.mention"
)
CLAIMS = (
    "UNWIND $ids AS id MATCH (p:Party {id: id}) MATCH (p)<-[:FROM|TO]-(c:Claim) "
    "RETURN DISTINCT c.id AS id, c.type AS type, c.source AS source, c.target AS target, c.pair AS pair, c.deal AS deal"
)
DELETE_ENDS = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) MATCH (c)-[r:FROM|TO]->(:Party) DELETE r"
WRITE_ENDS = (
    "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) MATCH (s:Party {id: row.source}) MATCH (t:Party {id: row.target}) "
    "CREATE (c)-[:FROM {id: row.id}]->(s) CREATE (c)-[:TO {id: row.id}]->(t) SET c.pair = row.pair, c.deal = null"
)
METRICS = "UNWIND $ids AS id MATCH (p:Party {id: id}) MATCH (p)-[:REPORTS]->(m:Metric) RETURN id AS party, m.id AS id, m.entity AS entity"
DELETE_REPORTS = "UNWIND $rows AS row MATCH (m:Metric {id: row.id}) MATCH (m)<-[r:REPORTS]-(:Party) DELETE r"
WRITE_REPORTS = "UNWIND $rows AS row MATCH (m:Metric {id: row.id}) MATCH (p:Party {id: row.party}) CREATE (p)-[:REPORTS {id: row.id}]->(m)"


def settle(transaction: Transaction, ids: Iterable[str], rulings: Rulings) -> Change:
    """Moves what hangs on the parties `ids` and belongs to others by now.

    What it answers must be renewed: `ids`, the parties that got something, and the pairs that lost or got a claim.
    """
    wanted = sorted(ids)
    change = Change(parties=set(wanted), rewrite=True)
    _settle_mentions(transaction, wanted, rulings, change)
    _settle_claims(transaction, wanted, rulings, change)
    _settle_metrics(transaction, wanted, rulings)
    return change


def _settle_mentions(transaction: Transaction, ids: list[str], rulings: Rulings, change: Change) -> None:
    for row in transaction.run(KEYS, ids=ids):
        party = rulings.party(party_id(row["key"]))
        if party == row["id"]:
            continue
        change.parties.add(party)
        place = {"id": row["id"], "key": row["key"]}
        rows = transaction.run(MENTIONS, **place)
        transaction.run(DELETE_MENTIONS, **place)
        transaction.run(MAKE_PARTIES, ids=[party])
        transaction.run(WRITE_MENTIONS, id=party, rows=rows)


def _settle_claims(transaction: Transaction, ids: list[str], rulings: Rulings, change: Change) -> None:
    moving, left = [], set()
    for claim in transaction.run(CLAIMS, ids=ids):
        source, target = rulings.party(claim["source"]), rulings.party(claim["target"])
        pair = pair_key(claim["type"], source, target)
        if pair != claim["pair"]:
            change.pairs |= {read_pair(pair), read_pair(claim["pair"])}
            moving.append({"id": claim["id"], "source": source, "target": target, "pair": pair})
            if claim["deal"] is not None:
                left.add((*read_pair(claim["pair"]), claim["deal"]))
    if moving:
        drop_deals(transaction, left)
        transaction.run(DELETE_ENDS, rows=moving)
        transaction.run(WRITE_ENDS, rows=moving)


def _settle_metrics(transaction: Transaction, ids: list[str], rulings: Rulings) -> None:
    found = [{**row, "owner": rulings.party(row["entity"])} for row in transaction.run(METRICS, ids=ids)]
    rows = [{"id": row["id"], "party": row["owner"]} for row in found if row["owner"] != row["party"]]
    if rows:
        transaction.run(DELETE_REPORTS, rows=rows)
        transaction.run(WRITE_REPORTS, rows=rows)
