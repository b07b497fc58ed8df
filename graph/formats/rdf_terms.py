"""Which FIBO and OMG Commons terms say what each deal type says; plain names, checked by a test against the published lists.

FIBO has no arrow from one party to another: a party plays a role, and a contract or event names the roles. So a deal is a
node with a role node for either end. A link goes to the role node (`to_role`) or, for ownership, to the party itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import PartyKind


@dataclass(frozen=True, slots=True)
class Pattern:
    """The properties of one deal type beside `hasPartyRole`, which all have."""

    source: str | None = None
    target: str | None = None
    sum: str = "fibo-fnd-acc-cur:hasMonetaryAmount"
    to_role: bool = True
    source_also: tuple[str, ...] = ()
    target_also: tuple[str, ...] = ()


PATTERNS: Mapping[str, Pattern] = {
    "INVESTS_IN": Pattern(),
    "ACQUIRES": Pattern(),
    "HOLDS_STAKE_IN": Pattern("fibo-be-oac-opty:hasOwningEntity", "fibo-be-oac-opty:hasOwnedEntity", to_role=False),
    "BUYS_STAKE_FROM": Pattern("fibo-fnd-pas-pas:hasBuyer", "fibo-fnd-pas-pas:hasSeller", "fibo-fnd-acc-cur:hasPrice"),
    "PURCHASES_FROM": Pattern(
        "fibo-fnd-pas-pas:hasBuyer", "fibo-fnd-pas-pas:hasSeller", "fibo-fnd-acc-cur:hasPrice", target_also=("fibo-fnd-pas-pas:Seller",)
    ),
    "LENDS_TO": Pattern("fibo-fbc-dae-dbt:hasLender", "fibo-fbc-dae-dbt:hasBorrower", "fibo-fbc-dae-dbt:hasDebtAmount"),
    "GRANTS_EQUITY_TO": Pattern("fibo-fnd-rel-rel:isIssuedBy", "fibo-fnd-rel-rel:isHeldBy"),
    "GUARANTEES": Pattern("fibo-fbc-dae-gty:isGuaranteedBy", None, "fibo-fbc-dae-gty:hasGuaranteedAmount"),
    "PLEDGES_TO": Pattern("fibo-fnd-agr-ctr:hasContractParty", "fibo-fnd-agr-ctr:hasContractParty"),
    "SUBSIDIZES": Pattern(),
    "PARTICIPATES_IN": Pattern(),
    "PARTNERS_WITH": Pattern(),
}

PARTY_CLASSES: Mapping[PartyKind, str] = {
    PartyKind.COMPANY: "cmns-org:LegalEntity",
    PartyKind.GOVERNMENT: "fibo-be-ge-ge:GovernmentBody",
    PartyKind.FUND: "fibo-sec-sec-pls:CollectiveInvestmentVehicle",
    PartyKind.PERSON: "fibo-fnd-aap-ppl:Person",
    PartyKind.PROJECT: "fibo-fnd-gao-obj:Project",
    PartyKind.PRODUCT: "fibo-fnd-pas-pas:Product",
}

CURRENCIES: Mapping[str, str] = {
    "USD": "fibo-fnd-acc-4217:USDollar",
    "CNY": "fibo-fnd-acc-4217:YuanRenminbi",
    "HKD": "fibo-fnd-acc-4217:HongKongDollar",
    "TWD": "fibo-fnd-acc-4217:NewTaiwanDollar",
    "JPY": "fibo-fnd-acc-4217:Yen",
    "KRW": "fibo-fnd-acc-4217:Won",
    "EUR": "fibo-fnd-acc-4217:Euro",
}

OTHER_TERMS = (
    "cmns-pts:Party",
    "cmns-pts:hasPartyRole",
    "cmns-rlcmp:isPlayedBy",
    "fibo-fnd-acc-cur:MonetaryAmount",
    "fibo-fnd-acc-cur:hasAmount",
    "fibo-fnd-acc-cur:hasCurrency",
    "fibo-be-oac-opty:EntityOwnership",
    "fibo-be-oac-opty:hasOwningEntity",
    "fibo-be-oac-opty:hasOwnedEntity",
    "fibo-be-le-lei:hasOwnershipPercentage",
    "fibo-fbc-dae-dbt:Collateral",
    "fibo-fbc-dae-dbt:isCollateralizedBy",
)


def arrow(type_: str) -> str:
    """The name of the direct arrow between the parties: INVESTS_IN → rt:investsIn."""
    first, *rest = type_.lower().split("_")
    return "rt:" + first + "".join(word.capitalize() for word in rest)
