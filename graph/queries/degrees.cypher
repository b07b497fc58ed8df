// zh: 若干主体各有几笔交易
// en: How many deals some parties have
// param parties: texts [1..5000]
// param limit: int [1..500000]
// column party: id of the party
// column deals: number of its deals
UNWIND $parties AS wanted
MATCH (p:Party {id: wanted})-[r:{all_types}]-(:Party)
RETURN p.id AS party, count(DISTINCT r) AS deals
LIMIT $limit
