"""The two ends of a deal, and what every family of grammar needs to find them."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.text.deals.arguments import Arguments
from ingest.text.deals.clauses import Clause
from ingest.text.deals.frames import Cue
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean
from ingest.text.record import record

Parties = tuple[int, ...]


@record
class Ends:
    """Source and target parties of one or several deals of a type; empty where the text leaves an end open."""

    type: str
    source: Parties
    target: Parties
    rule: str
    subject: Parties = ()
    inferred: bool = False
    whole: bool = False
    """A whole unit or the control of it changes hands."""
    also: tuple[int, int] | None = None
    """Another clause that tells of the deal (the round that is joined)."""


def apart(ends: Ends) -> Ends:
    """Nobody stands on both sides: who is marked as one end leaves the list that was the subject (A与B…，从B买下C)."""
    both = set(ends.source) & set(ends.target)
    if not both:
        return ends
    if len(ends.source) >= len(ends.target):
        return replace(ends, source=tuple(p for p in ends.source if p not in both))
    return replace(ends, target=tuple(p for p in ends.target if p not in both))


PERSONAL = frozenset({"HOLDS_STAKE_IN", "PLEDGES_TO", "GUARANTEES", "BUYS_STAKE_FROM", "GRANTS_EQUITY_TO"})
"""Types in which a person named with an office acts for himself (董事长B持有…), not for the firm."""
BY_HIMSELF = re.compile(r"[^,]{0,6}?(?:以)?个人(?:名义|出资|身份|资金)?")
"""Behind a person named with an office who acts for himself in any deal."""
LENDER_NAME = re.compile(r"(?:银行|行|信托|租赁|金租|保理|小贷|财务公司|财务|信贷|证券|资本|基金|Bank|Credit|Capital|农商行|人寿|保险)$")
PUBLIC_NAME = re.compile(r"(?:政府|[局厅廳委署]|国防部|國防部|管委会|总局|法院|大学|医院)$|^(?:国务院|央行)|[^公俱][部]$")
AGREED = re.compile(r"签|订|协议|洽谈|商谈|谈|达成|解除|终止|续|之间|^的|换|取消|敲定|展开|开展")
"""What two parties do that stand on either side of a deal; without it a list is one side."""
SPLIT = ("与", "和", "跟", "同")


class Reader:
    """One cue with its clause, its arguments and the names of the parties."""

    def __init__(self, clause: Clause, cue: Cue, arguments: Arguments, names: tuple[str, ...]) -> None:
        self.clause, self.cue, self.arguments, self.names = clause, cue, arguments, names
        self.left = clean(clause.text[: cue.start - clause.start])
        self.right = clean(clause.text[cue.end - clause.start :])

    def of(self, *phrases: Phrase | None) -> Parties:
        """Parties of the first phrase that is there."""
        for phrase in phrases:
            if phrase is not None:
                personal = self.cue.frame.type in PERSONAL or not phrase.organisation or BY_HIMSELF.match(self.after(phrase))
                return phrase.parties if personal else phrase.organisation
        return ()

    def subject(self) -> Parties:
        """Who the clause is about: its own subject, else what it is anchored to, else the topic carried on."""
        return self.of(self.arguments.subject) or self.clause.anchor or self.clause.topic

    def split_subject(self) -> tuple[Parties, Parties]:
        """A与B签…协议: the first of the two, and the others; empty unless 与 or 和 joins them."""
        own = self.arguments.subject
        if own is None or not AGREED.search(self.before_cue(own)) or own.joined_by not in SPLIT or len(own.parties) < 2:
            return (), ()
        return own.parties[: own.first], own.parties[own.first :]

    def after(self, phrase: Phrase) -> str:
        """The clause after a phrase, cleaned."""
        return clean(self.clause.text[phrase.end - self.clause.start :])

    def before_cue(self, phrase: Phrase) -> str:
        """The text from a phrase to the cue, cleaned."""
        return clean(self.clause.text[phrase.end - self.clause.start : self.cue.start - self.clause.start])

    def between(self, one: Phrase, other: Phrase) -> str:
        """The text between two phrases, cleaned."""
        return clean(self.clause.text[one.end - self.clause.start : other.start - self.clause.start])

    def lends(self, parties: Parties) -> bool:
        """Whether one of the parties is a lender by its name."""
        return any(LENDER_NAME.search(self.names[p]) for p in parties)

    def is_public(self, parties: Parties) -> bool:
        """Whether one of the parties is a public body by its name."""
        return any(PUBLIC_NAME.search(self.names[p]) for p in parties)

    def ends(self, type_: str, source: Parties, target: Parties, rule: str, subject: Parties = ()) -> Ends:
        inferred = self.arguments.subject is None and not self.clause.anchor and self.clause.topic_inferred
        return apart(Ends(type_, source, target, rule, subject, inferred))
