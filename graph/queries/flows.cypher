// zh: 全图每两方之间的价值流动
// en: What flows between any two parties of the graph
// filter value_moving
// param limit: int [1..500000] = 200000
// column source: id of the party that value leaves
// column deals: the other party's id, dollars, and whether they stand for several parties together, for every deal
MATCH (a:Party)-[r:{value_moving}]->(b:Party)
WHERE a <> b AND {filter}
WITH a, b, r LIMIT $limit
RETURN a.id AS source, collect([b.id, r.usd, coalesce(r.amount_kind = 'joint', false)]) AS deals
LIMIT $limit
