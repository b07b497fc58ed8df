// zh: 各方的市值、估值、现金与营收
// en: Market value, valuation, cash and revenue of the parties
// param limit: int [1..500000] = 200000
// column metric: properties of the metric
// column party: id of its party
// column article: id of the article
// column title: title of the article
// column published: day of its publication
MATCH (p:Party)-[:REPORTS]->(m:Metric)
WHERE m.name IN ['market_cap', 'valuation', 'cash', 'revenue'] AND m.value > 0
MATCH (a:Article)-[:STATES]->(m)
RETURN properties(m) AS metric, p.id AS party, a.id AS article, a.title AS title, a.published AS published
LIMIT $limit
