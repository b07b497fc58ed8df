// zh: 若干方倒下时谁直接受损
// en: Who loses directly when some parties fail
// filter all_types
// param parties: texts [1..5000]
// param limit: int [1..500000] = 200000
// column failing: id of the party that fails
// column hit: id of the party that loses
// column usd: dollars of one deal by which it loses
// column joint: whether they stand for several parties together
UNWIND $parties AS party
MATCH (a:Party {id: party})<-[r:{source_exposed}]-(b:Party)
WHERE a <> b AND {filter}
RETURN a.id AS failing, b.id AS hit, r.usd AS usd, coalesce(r.amount_kind = 'joint', false) AS joint
LIMIT $limit
UNION ALL
UNWIND $parties AS party
MATCH (a:Party {id: party})-[r:{target_exposed}]->(b:Party)
WHERE a <> b AND {filter}
RETURN a.id AS failing, b.id AS hit, r.usd AS usd, coalesce(r.amount_kind = 'joint', false) AS joint
LIMIT $limit
