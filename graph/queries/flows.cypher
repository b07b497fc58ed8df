// zh: 全图每两方之间的价值流动
// en: What flows between any two parties of the graph
// filter value_moving
// param limit: int [1..500000] = 200000
// column source: id of the party that value leaves
// column target: id of the party that it goes to
// column usd: dollars of one deal between the two
// column joint: whether they stand for several parties together
MATCH (a:Party)-[r:{value_moving}]->(b:Party)
WHERE a <> b AND {filter}
RETURN a.id AS source, b.id AS target, r.usd AS usd, coalesce(r.amount_kind = 'joint', false) AS joint
LIMIT $limit
