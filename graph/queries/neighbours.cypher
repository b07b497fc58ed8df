// zh: 一方的交易对手，金额大的在前
// en: Whom a party deals with, the largest sums first
// filter all_types
// param party: text [1..64]
// param limit: int [1..5000] = 50
// column neighbour: id of the other party
// column name: its name
// column largest: dollars of the largest deal
// column deals: number of deals between the two
// example party = name OpenAI
MATCH (p:Party {id: $party})-[r:{all_types}]-(q:Party)
WHERE p <> q AND {filter}
RETURN q.id AS neighbour, q.name AS name, max(r.usd) AS largest, count(r) AS deals
ORDER BY largest IS NULL, largest DESC, deals DESC, neighbour
LIMIT $limit
