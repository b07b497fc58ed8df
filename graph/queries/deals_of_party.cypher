// zh: 一方的全部交易，金额大的在前
// en: The deals of a party, the largest first
// filter all_types
// param party: text [1..64]
// param limit: int [1..20000] = 100
// column type: deal type
// column source: id of its source
// column target: id of its target
// column deal: its properties
// example party = name 英伟达
MATCH (p:Party {id: $party})-[r:{all_types}]-(:Party)
WHERE {filter}
WITH DISTINCT r
RETURN type(r) AS type, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS deal
ORDER BY coalesce(r.usd, -1.0) DESC, r.id
LIMIT $limit
