"""Opens a Neo4j server by its address."""

from __future__ import annotations

from contextlib import nullcontext

from neo4j import Session

from graph.config import StoreSettings
from graph.errors import StoreUnavailable
from graph.store.bolt import BoltStore, Server, closed_on_error
from graph.store.contract import Engine, Store
from graph.store.driver import Login
from graph.store.schema import NEO4J_FULLTEXT_INDEX, make_neo4j_fulltext, set_up

OLDEST = 5
_COMPONENTS = "CALL dbms.components() YIELD name, versions RETURN name AS component, versions[0] AS version"


def open_remote(settings: StoreSettings) -> Store:
    """Connects to the Neo4j server at `settings.url`; see `graph.store.open_store`."""
    owner = Login(settings.url, settings.user, settings.password, settings.database)
    reader = Login(settings.url, settings.reader_user, settings.reader_password, settings.database) if settings.reader_user else owner
    server = Server(
        engine=Engine.NEO4J,
        where=settings.url,
        owner=owner,
        reader=reader,
        console=reader,
        fulltext_index=NEO4J_FULLTEXT_INDEX,
        statement_seconds=settings.statement_seconds,
        turn=nullcontext,  # this server makes writers wait for the node that each of them writes first
        cache=settings.cache,
    )
    with closed_on_error() as resources:
        store = BoltStore(server, resources)
        with store.owner_session() as session:
            check_version(session, settings.url)
            set_up(session, Engine.NEO4J, settings.url, lambda: make_neo4j_fulltext(session))
    return store


def check_version(session: Session, where: str) -> None:
    """Raises StoreUnavailable unless a Neo4j of a known age answers."""
    result = session.run(_COMPONENTS)
    found = {row["component"]: str(row["version"]) for row in result}
    if told := refusal(where, result.consume().server.agent, found.get("Neo4j Kernel", "")):
        raise StoreUnavailable(told)


def refusal(where: str, agent: str, version: str) -> str | None:
    """Why a server cannot be used, or None. Others answer as if they were Neo4j, but their agent names them."""
    if not agent.startswith("Neo4j/") or "ArcadeDB" in agent or not version:
        return f"The server at {where} is no Neo4j ({agent}); set ROUNDTRIP_STORE to one, or to embedded:FOLDER."
    if int(version.partition(".")[0]) < OLDEST:
        return f"The server at {where} is Neo4j {version}; Roundtrip needs Neo4j {OLDEST} or later."
    return None
