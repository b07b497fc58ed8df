// zh: 一笔交易
// en: One deal
// param deal: text [1..64]
// column type: deal type
// column source: id of its source
// column target: id of its target
// column properties: its properties
MATCH (c:Claim {deal: $deal})
MATCH (c)-[:FROM]->(a:Party)
MATCH (c)-[:TO]->(b:Party)
MATCH (a)-[r:{all_types}]-(b)
WHERE r.id = $deal
RETURN type(r) AS type, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS properties
LIMIT 1
