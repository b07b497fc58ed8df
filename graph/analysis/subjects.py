"""The third thing that a deal is about, as a party: a stake in 甲公司 is worth what 甲公司 is."""

from __future__ import annotations

import re

from graph.facts.search import key

# What is told of a stake after the name of its company: 所持(的)约10%(的)股权, 的全部股份
_STAKE = re.compile(
    r"(?:所?持有?)?的?(?:全部|部分|多数|少数|剩余|控股|[约近逾超共]*[\d.,]+(?:%|％|万股|亿股|股))*的?"
    r"(?:控股权|控制权|股权|股份|股票|股|权益)?$"
)


def subject_keys(subject: str) -> set[str]:
    """The keys under which the party that a subject names may stand among the words of `Party.search`.

    With and without what is told of the stake, for 股份 may be the end of the company's name as well.
    """
    return {key(subject), key(_STAKE.sub("", subject.strip(), count=1))} - {""}
