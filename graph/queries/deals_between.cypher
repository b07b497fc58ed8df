// zh: 若干对主体之间的交易
// en: The deals from one party to another, for some pairs
// filter all_types
// param pairs: pairs [1..5000]
// param limit: int [1..500000]
// column type: deal type
// column source: id of its source
// column target: id of its target
// column deal: its properties
UNWIND $pairs AS pair
MATCH (a:Party {id: pair[0]})-[r:{all_types}]->(b:Party {id: pair[1]})
WHERE {filter}
RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS deal
LIMIT $limit
