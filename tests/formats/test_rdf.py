"""The RDF export: published terms only, every format read back equal, and the question "who funds whom" in SPARQL."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.errors import BadTable
from graph.formats.content import Content, StoredClaim, StoredMetric
from graph.formats.rdf import FORMATS, build_graph, build_ontology, date_range, decimal, web_iri, write_ontology, write_rdf
from graph.formats.rdf_terms import CURRENCIES, OTHER_TERMS, PARTY_CLASSES, PATTERNS, arrow
from graph.model import AmountKind, Article, Deal, Party, PartyKind, Status, Terms
from graph.schema import deal_table
from graph.schema.namespaces import ONTOLOGY, expand

PUBLISHED = set(Path(__file__).with_name("fibo_terms.txt").read_text("utf-8").split())
RT = ONTOLOGY


def content() -> Content:
    """Two articles that state one loop of two, with every kind of term, and hostile text in it."""
    terms = Terms(1e11, "USD", AmountKind.UP_TO, 10.0, 160_000_000, "10GW", "战略", 'GPU "x"\\ \n<b>', "2025-10", Status.ANNOUNCED)
    parties = [
        Party("p1", "lexicon:英伟达", "英伟达", PartyKind.COMPANY, ("NVIDIA", "英伟达", "輝達")),
        Party("p2", "openai", "OpenAI", PartyKind.COMPANY, ("OpenAI",)),
        Party("p3", "x", "<script>'\"\\", PartyKind.PROJECT, ()),
    ]
    deals = [
        Deal("d1", "INVESTS_IN", "p1", "p2", terms, 1e11, ("c1",), ("a1",), ("amount",)),
        Deal("d2", "PURCHASES_FROM", "p2", "p1", Terms(quantity="10GW", date="2025-09-22"), None, ("c2",), ("a1",)),
        Deal("d3", "PLEDGES_TO", "p1", "p3", Terms(amount=6.58, currency="TWD", subject="土地", date="2024"), 0.2, ("c3",), ("a2",)),
    ]
    claims = [
        StoredClaim(f"c{i}", d.articles[0], d.id, d.type, d.source, d.target, d.terms, f"句子{i}。", 0, 4, False, "rule", 0.9)
        for i, d in enumerate(deals, start=1)
    ]
    metrics = [StoredMetric("m1", "a1", "p1", "market_cap", 5e12, None, "USD", "2025-10-29", -62.45)]
    articles = [
        Article("a1", "text", "标题", "来源", 'https://example.org/a b?q=<x>"y"', "2025-10-30"),
        Article("a2", "text", "", "", "javascript:alert(1)", None),
    ]
    return Content(articles, parties, deals, claims, metrics)


def test_every_foreign_term_is_published() -> None:
    used = [t.rdf for t in deal_table().values()] + [t.rdf_super for t in deal_table().values() if t.rdf_super]
    used += [role.iri for t in deal_table().values() for role in (t.source, t.target)]
    used += [*PARTY_CLASSES.values(), *CURRENCIES.values(), *OTHER_TERMS, "cmns-pts:PartyRole"]
    used += [c for p in PATTERNS.values() for c in (p.source, p.target, p.sum, *p.source_also, *p.target_also) if c]
    assert {expand(c) for c in used if not c.startswith("rt:")} - PUBLISHED == set()


def test_the_export_uses_no_other_foreign_term() -> None:
    foreign = {str(node) for triple in build_graph(content()) for node in triple if "edmcouncil" in str(node) or "omg.org" in str(node)}
    assert foreign - PUBLISHED == set()


def test_a_pattern_stands_for_every_type() -> None:
    assert set(PATTERNS) == set(deal_table())
    assert arrow("INVESTS_IN") == "rt:investsIn"
    with pytest.raises(BadTable):
        expand("nobody:Knows")


@pytest.mark.parametrize("format_", FORMATS)
def test_each_format_reads_back_equal(format_: str) -> None:
    out = io.BytesIO()
    write_rdf(content(), out, format_)
    again = Graph().parse(data=out.getvalue(), format=FORMATS[format_])
    assert isomorphic(again, build_graph(content()))


def test_the_same_graph_gives_the_same_bytes_in_every_process() -> None:
    program = "import sys; from tests.formats.test_rdf import *; [write_rdf(content(), sys.stdout.buffer, f) for f in FORMATS]"
    written = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(written[0]) > 1000
    assert written[0] == written[1]


def test_who_funds_whom() -> None:
    rows = build_graph(content()).query(
        """SELECT ?funder ?funded ?amount ?sentence WHERE {
             ?deal a rt:Investment ; rt:source ?s ; rt:target ?t ; fibo-fnd-acc-cur:hasMonetaryAmount/fibo-fnd-acc-cur:hasAmount ?amount ;
                   rt:dateFrom ?from ; rt:dateTo ?to ; prov:wasDerivedFrom ?claim .
             ?claim prov:wasDerivedFrom ?article ; prov:value ?sentence .
             ?s skos:prefLabel ?funder . ?t skos:prefLabel ?funded .
             FILTER (?from >= "2025-10-01"^^xsd:date && ?to <= "2025-10-31"^^xsd:date) }"""
    )
    assert [tuple(map(str, row)) for row in rows if isinstance(row, tuple)] == [("英伟达", "OpenAI", "100000000000.0", "句子1。")]


def test_a_loop_is_a_property_path() -> None:
    asked = build_graph(content()).query("ASK { ?a rt:investsIn/rt:purchasesFrom ?a }")
    assert asked.askAnswer is True


def test_roles_and_ownership() -> None:
    graph = build_graph(content())
    source = URIRef("urn:roundtrip:deal:d1:source")
    assert (source, RDF.type, URIRef(expand("fibo-be-oac-opty:Investor"))) in graph
    assert (source, URIRef(expand("cmns-rlcmp:isPlayedBy")), URIRef("urn:roundtrip:party:p1")) in graph
    assert (URIRef("urn:roundtrip:deal:d1"), URIRef(expand("fibo-be-oac-opty:hasOwningEntity")), URIRef("urn:roundtrip:party:p1")) in graph
    assert graph.value(URIRef("urn:roundtrip:deal:d1"), URIRef(RT + "date")) == Literal("2025-10", datatype=XSD.gYearMonth)


def test_ontology_labels_every_class_in_both_languages() -> None:
    out = io.BytesIO()
    write_ontology(out)
    graph = Graph().parse(data=out.getvalue(), format="turtle")
    assert isomorphic(graph, build_ontology(deal_table()))
    for own in graph.subjects(RDF.type, OWL.Class):
        assert {label.language for label in graph.objects(own, RDFS.label) if isinstance(label, Literal)} == {"zh", "en"}
        if str(own).startswith(RT):
            assert graph.value(own, RDFS.subClassOf) is not None


def test_web_addresses_are_encoded_or_left_out() -> None:
    assert str(web_iri('https://example.org/a b?q=<x>"y"')) == "https://example.org/a%20b?q=%3Cx%3E%22y%22"
    assert web_iri("javascript:alert(1)") is None
    assert web_iri("https://[") is None
    assert web_iri("") is None


def test_partial_dates() -> None:
    assert date_range("2024-02") == ("2024-02-01", "2024-02-29")
    assert date_range("2024") == ("2024-01-01", "2024-12-31")
    assert date_range("2025-10-29") == ("2025-10-29", "2025-10-29")
    assert date_range("2025Q3") == (None, None)
    assert date_range(None) == (None, None)


@settings(max_examples=60)
@given(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_decimals_keep_their_value_and_spelling(value: float) -> None:
    literal = decimal(value)
    assert literal is not None
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:b"), literal))
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert str(next(again.objects())) == str(literal)
    assert float(str(literal)) == value
