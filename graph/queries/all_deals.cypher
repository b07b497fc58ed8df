// zh: 全图的交易
// en: The deals of the whole graph
// filter all_types
// param limit: int [1..500000] = 200000
// column source: id of the party that the deals start from
// column deals: of each the other party's id, type, id, dollars, sum as told, kind of sum, status and subject
MATCH (a:Party)-[r:{all_types}]->(b:Party)
WHERE a <> b AND {filter}
WITH a, b, r LIMIT $limit
RETURN a.id AS source, collect([b.id, type(r), r.id, r.usd, r.amount, r.amount_kind, r.status, r.subject]) AS deals
LIMIT $limit
