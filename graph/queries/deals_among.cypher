// zh: 若干主体彼此之间的交易
// en: The deals among some parties
// filter all_types
// param parties: texts [1..1000]
// param limit: int [1..500000]
// column type: deal type
// column source: id of its source
// column target: id of its target
// column deal: its properties
UNWIND $parties AS party
MATCH (a:Party {id: party})-[r:{all_types}]->(b:Party)
WHERE b.id IN $parties AND {filter}
RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS deal
ORDER BY coalesce(r.usd, -1.0) DESC, r.id
LIMIT $limit
