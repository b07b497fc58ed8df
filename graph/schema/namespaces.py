"""The RDF prefixes that the deal table and the exports use; plain text, so that reading the table needs no RDF library."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import BadTable

_FIBO = "https://spec.edmcouncil.org/fibo/ontology/"
_COMMONS = "https://www.omg.org/spec/Commons/"

ONTOLOGY = "urn:roundtrip:ontology#"
"""Our own terms. The urn keeps them stable without a domain that somebody has to keep."""

PREFIXES: Mapping[str, str] = {
    "rt": ONTOLOGY,
    "fibo-be-oac-opty": _FIBO + "BE/OwnershipAndControl/OwnershipParties/",
    "fibo-be-oac-cown": _FIBO + "BE/OwnershipAndControl/CorporateOwnership/",
    "fibo-be-le-lei": _FIBO + "BE/LegalEntities/LEIEntities/",
    "fibo-be-ge-ge": _FIBO + "BE/GovernmentEntities/GovernmentEntities/",
    "fibo-cae-ce-act": _FIBO + "CAE/CorporateEvents/CorporateActions/",
    "fibo-fbc-dae-dbt": _FIBO + "FBC/DebtAndEquities/Debt/",
    "fibo-fbc-dae-gty": _FIBO + "FBC/DebtAndEquities/Guaranty/",
    "fibo-fbc-fi-fi": _FIBO + "FBC/FinancialInstruments/FinancialInstruments/",
    "fibo-fnd-acc-cur": _FIBO + "FND/Accounting/CurrencyAmount/",
    "fibo-fnd-acc-4217": _FIBO + "FND/Accounting/ISO4217-CurrencyCodes/",
    "fibo-fnd-agr-ctr": _FIBO + "FND/Agreements/Contracts/",
    "fibo-fnd-rel-rel": _FIBO + "FND/Relations/Relations/",
    "fibo-fnd-agr-agr": _FIBO + "FND/Agreements/Agreements/",
    "fibo-fnd-aap-ppl": _FIBO + "FND/AgentsAndPeople/People/",
    "fibo-fnd-gao-obj": _FIBO + "FND/GoalsAndObjectives/Objectives/",
    "fibo-fnd-pas-pas": _FIBO + "FND/ProductsAndServices/ProductsAndServices/",
    "fibo-sec-sec-pls": _FIBO + "SEC/Securities/Pools/",
    "cmns-pts": _COMMONS + "PartiesAndSituations/",
    "cmns-rlcmp": _COMMONS + "RolesAndCompositions/",
    "cmns-org": _COMMONS + "Organizations/",
    "cmns-dt": _COMMONS + "DatesAndTimes/",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


def expand(curie: str) -> str:
    """`fibo-fnd-pas-pas:Sale` as a full IRI; raises BadTable for a prefix that is not declared here."""
    prefix, _, local = curie.partition(":")
    if prefix not in PREFIXES:
        raise BadTable(f"The prefix {prefix!r} of {curie!r} is not declared in graph/schema/namespaces.py.")
    return PREFIXES[prefix] + local
