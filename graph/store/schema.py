"""Sets a store up: constraints and indexes out of the deal table, once, and the version of what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from neo4j import Session

from graph.errors import StoreUnavailable
from graph.ids import digest
from graph.schema import deal_table
from graph.store.contract import Engine
from graph.store.driver import run

VERSION = 1
"""Raised when a program of today can no longer use what is stored; with it comes a step that brings stores along."""

LABELS = ("Article", "Claim", "Party", "Metric", "Judgement", "Writer", "Change", "Schema")
ARROWS = ("STATES", "FROM", "TO", "MENTIONS", "REPORTS")
INDEXES = (("Party", "key"), ("Party", "name"), ("Article", "published"), ("Claim", "deal"), ("Claim", "pair"))

NEO4J_FULLTEXT_INDEX = "party_names"
NEO4J_FULLTEXT = (
    f"CREATE FULLTEXT INDEX {NEO4J_FULLTEXT_INDEX} IF NOT EXISTS FOR (p:Party) ON EACH [p.name, p.search]",
    "CALL db.awaitIndexes(60)",
)
_READ_VERSION = "MATCH (s:Schema {id: 'schema'}) RETURN s.version AS version, s.digest AS digest"
_WRITE_VERSION = "MERGE (s:Schema {id: 'schema'}) SET s.version = $version, s.digest = $digest"


def definitions(deal_types: Iterable[str]) -> list[str]:
    """The statements of the schema, in the words that both engines take; each may run any number of times.

    An `id` is unique by a constraint per label and per relationship type: without it, several writers make doubles.
    """
    nodes = [f"CREATE CONSTRAINT {_name(label)} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in LABELS]
    arrows = [
        f"CREATE CONSTRAINT {_name(type_)} IF NOT EXISTS FOR ()-[r:{type_}]-() REQUIRE r.id IS UNIQUE" for type_ in (*deal_types, *ARROWS)
    ]
    indexes = [f"CREATE INDEX {_name(label)}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})" for label, key in INDEXES]
    return [*nodes, *arrows, *indexes]


def make_neo4j_fulltext(session: Session) -> None:
    for statement in NEO4J_FULLTEXT:
        run(session, statement, {}).consume()


def _name(label: str) -> str:
    return f"roundtrip_{label.lower()}"


def set_up(session: Session, engine: Engine, where: str, make_fulltext: Callable[[], None]) -> None:
    """Brings a store to this version and these deal types; quick when it is there already.

    `make_fulltext` makes the index over the names of parties, for which the engines share no words. It comes first:
    the embedded server wants its properties declared before anything else names them.

    Raises StoreUnavailable when a newer version wrote it: what it holds is then not for this program to judge.
    """
    statements = definitions(deal_table())
    wanted = {"version": VERSION, "digest": digest(engine, *statements, *NEO4J_FULLTEXT)}
    stored = run(session, _READ_VERSION, {}).data()
    if stored == [wanted]:
        return
    if stored and stored[0]["version"] > VERSION:
        raise StoreUnavailable(
            f"The store in {where} was written by a newer Roundtrip (its schema is {stored[0]['version']}, this program knows {VERSION}); "
            "install the newer one, or use another store."
        )
    make_fulltext()
    for statement in statements:
        run(session, statement, {}).consume()
    session.execute_write(lambda transaction: run(transaction, _WRITE_VERSION, wanted).consume())
