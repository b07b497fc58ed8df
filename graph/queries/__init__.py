"""The questions in Cypher: one a file, with a header that says what goes in and what comes out.

The same texts run on both engines, in the program and in the console. `graph/queries/header.py` explains the header,
`graph/queries/fragments.py` the placeholders.

Rows that are sorted carry every variable along, on the embedded store whole nodes: a `WITH` before the `ORDER BY` lets
an article go, of which only the id and the title are asked for, and which brings its text into every row.
"""

from graph.queries.catalog import Query, catalog, load_query

__all__ = ["Query", "catalog", "load_query"]
