"""Which grammar reads a family of cues."""

from __future__ import annotations

from collections.abc import Callable

from ingest.text.deals.capital import borrow, give, issue, lend
from ingest.text.deals.ends import Ends, Reader
from ingest.text.deals.frames import Family
from ingest.text.deals.goods import bid, supply, take
from ingest.text.deals.joint import join, pair
from ingest.text.deals.stakes import buy, hold, sell

FAMILIES: dict[Family, Callable[[Reader], list[Ends]]] = {
    Family.GIVE: give,
    Family.LEND: lend,
    Family.ISSUE: issue,
    Family.TAKE: take,
    Family.SUPPLY: supply,
    Family.SELL: sell,
    Family.BUY: buy,
    Family.HOLD: hold,
    Family.JOIN: join,
    Family.PAIR: pair,
    Family.BID: bid,
    Family.BORROW: borrow,
}
