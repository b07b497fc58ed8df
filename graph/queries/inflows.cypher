// zh: 价值从谁流向若干方
// en: Where value comes from to some parties
// filter value_moving
// param parties: texts [1..5000]
// param limit: int [1..500000] = 200000
// column source: id of the party that value leaves
// column target: id of the party that it goes to
// column usd: dollars of one deal between the two
// column joint: whether they stand for several parties together
UNWIND $parties AS party
MATCH (b:Party {id: party})<-[r:{value_moving}]-(a:Party)
WHERE a <> b AND {filter}
RETURN a.id AS source, b.id AS target, r.usd AS usd, coalesce(r.amount_kind = 'joint', false) AS joint
LIMIT $limit
