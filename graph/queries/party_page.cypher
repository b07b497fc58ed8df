// zh: 按编号排在某主体之后的主体，连同从它们出发的交易
// en: The parties that come after one by their ids, with the deals that start from them
// param after: text [0..64]
// param limit: int [1..100000]
// column id: id of the party
// column name: its name
// column kind: what it is
// column deals: of each deal the other party's id, its id, type, dollars, kind of sum, status, first and last day and number of articles, a tab behind each
MATCH (p:Party)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN p.id AS id, p.name AS name, p.kind AS kind, reduce(lines = '', line IN [
    (p)-[r:{all_types}]->(b:Party) WHERE b <> p |
    coalesce(b.id, '') + '\t' + coalesce(r.id, '') + '\t' + type(r) + '\t' + coalesce(toString(r.usd), 'NaN') + '\t'
    + coalesce(r.amount_kind, CASE WHEN r.amount IS NULL THEN '-' ELSE 'exact' END) + '\t' + coalesce(r.status, '') + '\t'
    + coalesce(r.date_from, 'NaT') + '\t' + coalesce(r.date_to, 'NaT') + '\t' + toString(coalesce(size(r.articles), 0)) + '\t'
  ] | lines + line) AS deals
ORDER BY id
LIMIT $limit
