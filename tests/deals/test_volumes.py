"""How much is bought, as the text writes it."""

from __future__ import annotations

import pytest

from tests.deals.reading import claims


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("松原动力将向青禾科技采购总计6GW的加速器，首批1吉瓦明年部署。", "6GW"),
        ("松原动力向青禾科技采购约40万颗芯片。", "40万颗"),
        ("青禾科技向松原动力供应电池，每年至少12万吨。", "每年12万吨"),
        ("青禾科技获得松原动力的五百套设备订单。", "五百套"),
        ("松原动力租用年产3万吨的青禾科技的设备。", None),
        ("松原动力以每吨5000元的价格向青禾科技采购电池。", None),
        ("松原动力向青禾科技采购服务器。", None),
    ],
)
def test_quantity_of_a_purchase(text: str, quantity: str | None) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert (claim.type, claim.terms.quantity) == ("PURCHASES_FROM", quantity)


def test_quantities_and_parties_of_equal_number_go_one_to_one() -> None:
    found = claims("松原动力向青禾科技和红柳医药分别订购了60台、40台服务器。", "松原动力", "青禾科技", "红柳医药")
    assert [c.terms.quantity for c in found] == ["60台", "40台"]


def test_other_deals_have_no_quantity() -> None:
    (claim,) = claims("松原动力收购了拥有40艘船的青禾科技。", "松原动力", "青禾科技")
    assert claim.terms.quantity is None
