// zh: 价值从若干方流向谁
// en: Where value goes from some parties
// filter value_moving
// param parties: texts [1..5000]
// param limit: int [1..500000] = 200000
// column source: id of the party that value leaves
// column deals: the other party's id, dollars, and whether they stand for several parties together, for every deal
UNWIND $parties AS party
MATCH (a:Party {id: party})-[r:{value_moving}]->(b:Party)
WHERE a <> b AND {filter}
WITH a, b, r LIMIT $limit
RETURN a.id AS source, collect([b.id, r.usd, coalesce(r.amount_kind = 'joint', false)]) AS deals
LIMIT $limit
