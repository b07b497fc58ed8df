// zh: 价值从谁流向若干方
// en: Where value comes from to some parties
// filter value_moving
// param parties: texts [1..5000]
// param limit: int [1..500000] = 200000
// column target: id of the party that value goes to
// column deals: the other party's id, dollars, and whether they stand for several parties together, for every deal
UNWIND $parties AS party
MATCH (b:Party {id: party})<-[r:{value_moving}]-(a:Party)
WHERE a <> b AND {filter}
WITH a, b, r LIMIT $limit
RETURN b.id AS target, collect([a.id, r.usd, coalesce(r.amount_kind = 'joint', false)]) AS deals
LIMIT $limit
