"""The day of publication as the text itself gives it, for texts that come without a sidecar."""

from __future__ import annotations

import re

from ingest.text.dates.calendar import iso

HEAD_LINES = 8
HEAD_CHARACTERS = 1000
TAIL_LINES = 6
DATE = r"(?P<year>(?:19|20)[0-9]{2})(?:年|[-/.])(?P<month>1[0-2]|0?[1-9])(?:月|[-/.])(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])日?"
LABEL = re.compile(rf"(?:发布|发表|更新|刊登|出版|发稿|公告)?(?:时间|日期|于|Date)[: ]{{0,3}}{DATE}")
ALONE = re.compile(
    rf"^[(\[ 【]*(?:[^0-9]{{0,30}}[ |·丨])?{DATE}[)\] 】]*(?:[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?|星期.|周.)?[^0-9。]{{0,40}}$"
)
TITLE = re.compile(rf"[(【\[]{DATE}[)】\]]$")
DATELINE = re.compile(rf"{DATE}[ ]?(?:电|讯|消息|报道|[0-9]{{1,2}}:[0-9]{{2}})")


def head_date(plain: str) -> str | None:
    """ISO date of a label, dateline or line of its own at the head, else of a signature at the end; or None.

    `plain` is the text in normal form. A date inside the running text is never taken: it tells of the deal.
    """
    head = [line.strip() for line in plain[:HEAD_CHARACTERS].split("\n") if line.strip()][:HEAD_LINES]
    for pattern in (LABEL, DATELINE, TITLE, ALONE):
        for line in head:
            if match := pattern.search(line):
                return _iso(match)
    tail = [line.strip() for line in plain[-HEAD_CHARACTERS:].split("\n") if line.strip()][-TAIL_LINES:]
    signed = [match for line in tail if (match := re.fullmatch(DATE, line))]
    return _iso(signed[-1]) if signed else None


def _iso(match: re.Match[str]) -> str | None:
    return iso(int(match["year"]), int(match["month"]), int(match["day"]))
