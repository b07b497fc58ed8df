// zh: 一方有多少交易对手
// en: How many others a party deals with
// filter all_types
// param party: text [1..64]
// column neighbours: number of other parties
// column deals: number of deals with them
MATCH (p:Party {id: $party})-[r:{all_types}]-(q:Party)
WHERE p <> q AND {filter}
RETURN count(DISTINCT q) AS neighbours, count(r) AS deals
LIMIT 1
