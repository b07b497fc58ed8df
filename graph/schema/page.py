"""The docs page of the deal types, made from the table: `python -m graph.schema.page > docs/deal-types.md`."""

from __future__ import annotations

import sys

from graph.schema.table import DealTable, DealType, deal_table

_HEAD = """# Deal types 交易类型

Made from `graph/schema/deal_types.toml` by `make docs`; change it there.
Arrows point the way value moves. A money loop 资金环 uses the types that move something.

| type | 中文 | source → target | moves | who is exposed | in loops | RDF class |
|---|---|---|---|---|---|---|
"""
_EXPOSED = {
    "source-to-target": "source, to the target",
    "target-to-source": "target, to the source",
    "source-to-subject": "source, to the subject",
    "both": "both",
}


def deal_types_page(table: DealTable) -> str:
    """The page as Markdown."""
    rows = "\n".join(_row(t) for t in table.values())
    cues = "\n".join(f"- **{t.zh}** `{t.name}`: {'、'.join(t.cues)}" for t in table.values())
    return f"{_HEAD}{rows}\n\n## Cue words 线索词\n\n{cues}\n"


def _row(t: DealType) -> str:
    arrow = "→" if t.directed else "↔"
    ends = f"{t.source.zh} {t.source.en} {arrow} {t.target.zh} {t.target.en}"
    loops = "yes" if t.moves_value else "no"
    return f"| `{t.name}` | {t.zh} | {ends} | {t.moves} | {_EXPOSED[t.exposed]} | {loops} | `{t.rdf}` |"


if __name__ == "__main__":
    sys.stdout.write(deal_types_page(deal_table()))
