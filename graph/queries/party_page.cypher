// zh: 按编号排在某主体之后的主体，连同从它们出发的交易
// en: The parties that come after one by their ids, with the deals that start from them
// param after: text [0..64]
// param limit: int [1..100000]
// column id: id of the party
// column name: its name
// column kind: what it is
// column deals: a line for each deal with the other party's id, its id, type, dollars, kind of sum, status, first and last day and number of articles
MATCH (p:Party)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN p.id AS id, p.name AS name, p.kind AS kind, reduce(lines = '', line IN [
    (p)-[r:{all_types}]->(b:Party) WHERE b <> p |
    b.id + ' ' + r.id + ' ' + type(r) + ' ' + coalesce(toString(r.usd), 'NaN') + ' '
    + coalesce(r.amount_kind, CASE WHEN r.amount IS NULL THEN '-' ELSE 'exact' END) + ' ' + r.status + ' '
    + coalesce(r.date_from, 'NaT') + ' ' + coalesce(r.date_to, 'NaT') + ' ' + toString(size(r.articles)) + ' '] | lines + line) AS deals
ORDER BY id
LIMIT $limit
