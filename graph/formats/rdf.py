"""The graph and its ontology as RDF, by rdflib: FIBO for the deals, PROV-O for where each was said.

Sums are xsd:decimal written with a point (`100000000000.0`), the one spelling that rdflib's Turtle keeps on the way back.
A partial date is a gYear or gYearMonth, and every dated deal has explicit `rt:dateFrom` and `rt:dateTo` to filter on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any
from urllib.parse import quote, urlsplit

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.facts.dates import days
from graph.formats.content import Content, StoredClaim, StoredMetric
from graph.formats.rdf_terms import CURRENCIES, PARTY_CLASSES, PATTERNS, arrow
from graph.model import Article, Deal, Party, Terms
from graph.schema import DealTable, DealType, Role, deal_table
from graph.schema.namespaces import PREFIXES, expand

FORMATS = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt"}
_IRI_SAFE = "/:?#[]@!$&'()*+,;=%~"


def write_rdf(content: Content, out: IO[bytes], format_: str) -> None:
    """Writes the graph; `format_` is a key of FORMATS. The same graph gives the same bytes.

    Turtle comes sorted; the others come in the order of a set, which is another one in every process.
    """
    graph = build_graph(content)
    if format_ == "turtle":
        graph.serialize(out, format="turtle", encoding="utf-8")
    elif format_ == "ntriples":
        lines = graph.serialize(format="nt", encoding="utf-8").splitlines(keepends=True)
        out.writelines(sorted(line for line in lines if line.strip()))
    else:
        value = _in_order(json.loads(graph.serialize(format="json-ld")))
        out.write(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True).encode("utf-8") + b"\n")


def _in_order(value: Any) -> Any:
    """JSON-LD with its lists sorted: they are the nodes of a graph and the values of a property, both without an order."""
    if isinstance(value, dict):
        return {name: _in_order(part) for name, part in value.items()}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=_place)
    return value


def _place(value: Any) -> tuple[str, str]:
    """Nodes by their id, all else by its writing."""
    return value.get("@id", "") if isinstance(value, dict) else "", json.dumps(value, ensure_ascii=False, sort_keys=True)


def write_ontology(out: IO[bytes]) -> None:
    """Writes the ontology that the deal table declares, as Turtle."""
    build_ontology(deal_table()).serialize(out, format="turtle", encoding="utf-8")


def build_graph(content: Content, table: DealTable | None = None) -> Graph:
    """All parties, deals, claims, metrics and articles as one graph."""
    types = table or deal_table()
    graph = _empty_graph()
    for article in content.articles:
        _add_article(graph, article)
    for party in content.parties:
        _add_party(graph, party)
    for deal in content.deals:
        _add_deal(graph, deal, types[deal.type])
    for claim in content.claims:
        _add_claim(graph, claim)
    for metric in content.metrics:
        _add_metric(graph, metric)
    return graph


def build_ontology(table: DealTable) -> Graph:
    """Own classes with their superclasses, one arrow property a type, labels in both languages."""
    graph = _empty_graph()
    graph.add((_thing("ontology"), RDF.type, OWL.Ontology))
    for t in table.values():
        _declare(graph, _term(t.rdf), OWL.Class, t.zh, t.en, _term(t.rdf_super) if t.rdf_super else None)
        _declare(graph, _term(arrow(t.name)), OWL.ObjectProperty, t.zh, t.en)
        if not t.directed:
            graph.add((_term(arrow(t.name)), RDF.type, OWL.SymmetricProperty))
        for role in (t.source, t.target):
            _declare(graph, _term(role.iri), OWL.Class, role.zh, role.en, _term("cmns-pts:PartyRole"))
    return graph


def _declare(graph: Graph, what: URIRef, kind: URIRef, zh: str, en: str, super_class: URIRef | None = None) -> None:
    graph.add((what, RDF.type, kind))
    graph.add((what, RDFS.label, Literal(zh, lang="zh")))
    graph.add((what, RDFS.label, Literal(en, lang="en")))
    if super_class and str(what).startswith(PREFIXES["rt"]):
        graph.add((what, RDFS.subClassOf, super_class))


def _empty_graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph


def _term(curie: str) -> URIRef:
    return URIRef(expand(curie))


def _thing(*path: str) -> URIRef:
    """An IRI of ours; the parts are ids made of hexadecimal digits, or fixed words."""
    return URIRef("urn:roundtrip:" + ":".join(path))


def _add(graph: Graph, subject: Node, pairs: Iterable[tuple[str, object]]) -> None:
    """Adds the pairs that have a value; texts become plain literals."""
    for curie, value in pairs:
        if value is not None and value != "":
            graph.add((subject, _term(curie), value if isinstance(value, Node) else Literal(value)))


def _add_article(graph: Graph, article: Article) -> None:
    node = _thing("article", article.id)
    graph.add((node, RDF.type, _term("prov:Entity")))
    _add(
        graph,
        node,
        [
            ("dcterms:title", article.title),
            ("dcterms:publisher", article.source),
            ("dcterms:issued", _date_literal(article.published)),
            ("dcterms:source", web_iri(article.url)),
        ],
    )


def web_iri(url: str) -> URIRef | None:
    """A web address as an IRI whose forbidden characters are percent-encoded; None for anything that is no http(s) address."""
    try:
        scheme, host = urlsplit(url)[:2]
    except ValueError:
        return None
    return URIRef(quote(url, safe=_IRI_SAFE)) if scheme in ("http", "https") and host else None


def _add_party(graph: Graph, party: Party) -> None:
    node = _thing("party", party.id)
    graph.add((node, RDF.type, _term(PARTY_CLASSES[party.kind])))
    graph.add((node, RDF.type, _term("cmns-pts:Party")))
    graph.add((node, SKOS.prefLabel, Literal(party.name)))
    for alias in party.aliases:
        if alias != party.name:
            graph.add((node, SKOS.altLabel, Literal(alias)))


def _add_deal(graph: Graph, deal: Deal, type_: DealType) -> None:
    node = _thing("deal", deal.id)
    source, target = _thing("party", deal.source), _thing("party", deal.target)
    pattern = PATTERNS[deal.type]
    graph.add((node, RDF.type, _term(type_.rdf)))
    graph.add((source, _term(arrow(deal.type)), target))
    _add(graph, node, [("rt:dealType", deal.type), ("rt:source", source), ("rt:target", target)])
    ends = (
        ("source", source, type_.source, pattern.source, pattern.source_also),
        ("target", target, type_.target, pattern.target, pattern.target_also),
    )
    for end, party, role, link, also in ends:
        _add_role(graph, node, _thing("deal", deal.id, end), party, role, also)
        if link:
            graph.add((node, _term(link), _thing("deal", deal.id, end) if pattern.to_role else party))
    _add_terms(graph, node, deal.id, deal.terms, pattern.sum)
    if deal.type == "INVESTS_IN" and deal.terms.stake_pct is not None:
        graph.add((node, RDF.type, _term("fibo-be-oac-opty:EntityOwnership")))
        _add(graph, node, [("fibo-be-oac-opty:hasOwningEntity", source), ("fibo-be-oac-opty:hasOwnedEntity", target)])
    if deal.type == "PLEDGES_TO" and deal.terms.subject:
        collateral = _thing("deal", deal.id, "collateral")
        graph.add((collateral, RDF.type, _term("fibo-fbc-dae-dbt:Collateral")))
        graph.add((collateral, RDFS.label, Literal(deal.terms.subject)))
        graph.add((node, _term("fibo-fbc-dae-dbt:isCollateralizedBy"), collateral))
    _add(graph, node, [("rt:usd", decimal(deal.usd)), *(("rt:disputed", name) for name in deal.disputed)])
    _add(graph, node, [("prov:wasDerivedFrom", _thing("claim", claim)) for claim in deal.claims])


def _add_role(graph: Graph, deal: URIRef, node: URIRef, party: URIRef, role: Role, also: tuple[str, ...]) -> None:
    graph.add((deal, _term("cmns-pts:hasPartyRole"), node))
    for curie in (role.iri, *also):
        graph.add((node, RDF.type, _term(curie)))
    graph.add((node, _term("cmns-rlcmp:isPlayedBy"), party))


def _add_terms(graph: Graph, node: URIRef, deal: str, terms: Terms, sum_property: str) -> None:
    if terms.amount is not None:
        money = _thing("deal", deal, "sum")
        graph.add((money, RDF.type, _term("fibo-fnd-acc-cur:MonetaryAmount")))
        graph.add((node, _term(sum_property), money))
        currency = CURRENCIES.get(terms.currency or "")
        _add(
            graph,
            money,
            [
                ("fibo-fnd-acc-cur:hasAmount", decimal(terms.amount)),
                ("fibo-fnd-acc-cur:hasCurrency", _term(currency) if currency else None),
                ("rt:currencyCode", terms.currency),
                ("rt:amountKind", terms.amount_kind and str(terms.amount_kind)),
            ],
        )
    first, last = date_range(terms.date)
    _add(
        graph,
        node,
        [
            ("fibo-be-le-lei:hasOwnershipPercentage", decimal(terms.stake_pct)),
            ("rt:shares", terms.shares),
            ("rt:quantity", terms.quantity),
            ("rt:round", terms.round),
            ("rt:subject", terms.subject),
            ("rt:status", str(terms.status)),
            ("rt:date", _date_literal(terms.date)),
            ("rt:dateFrom", first and Literal(first, datatype=XSD.date)),
            ("rt:dateTo", last and Literal(last, datatype=XSD.date)),
        ],
    )


def _add_claim(graph: Graph, claim: StoredClaim) -> None:
    node, article = _thing("claim", claim.id), _thing("article", claim.article)
    graph.add((node, RDF.type, _term("rt:Claim")))
    _add(
        graph,
        node,
        [
            ("prov:wasDerivedFrom", article),
            ("prov:wasQuotedFrom", article),
            ("prov:value", claim.evidence),
            ("rt:start", claim.start),
            ("rt:end", claim.end),
            ("rt:dealType", claim.type),
            ("rt:source", _thing("party", claim.source)),
            ("rt:target", _thing("party", claim.target)),
            ("rt:rule", claim.rule),
        ],
    )


def _add_metric(graph: Graph, metric: StoredMetric) -> None:
    node = _thing("metric", metric.id)
    graph.add((node, RDF.type, _term("rt:Metric")))
    _add(
        graph,
        node,
        [
            ("rt:party", _thing("party", metric.party)),
            ("rt:metricName", metric.name),
            ("rt:value", decimal(metric.value)),
            ("rt:text", metric.text),
            ("rt:unit", metric.unit),
            ("rt:period", metric.period),
            ("rt:changePct", decimal(metric.change_pct)),
            ("prov:wasDerivedFrom", _thing("article", metric.article)),
        ],
    )


def decimal(value: float | None) -> Literal | None:
    """A number as xsd:decimal, always with a point: 1e11 → `100000000000.0`."""
    if value is None:
        return None
    text = format(Decimal(repr(value)), "f")
    return Literal(text if "." in text else text + ".0", datatype=XSD.decimal)


def _date_literal(iso: str | None) -> Literal | None:
    kinds = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    return Literal(iso, datatype=kinds[len(iso)]) if iso and len(iso) in kinds else None


def date_range(iso: str | None) -> tuple[str | None, str | None]:
    """First and last day of a partial date: `2025-10` → (`2025-10-01`, `2025-10-31`)."""
    if not iso or len(iso) not in (4, 7, 10):
        return None, None
    first, last = days(iso)
    return first.isoformat(), last.isoformat()
