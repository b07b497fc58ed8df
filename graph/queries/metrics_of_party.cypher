// zh: 一方的各项指标，新的在前
// en: The metrics of a party, the latest first
// param party: text [1..64]
// param limit: int [1..20000]
// column metric: properties of the metric
// column party: id of its party
// column article: id of the article
// column title: title of the article
// column published: day of its publication
MATCH (p:Party {id: $party})-[:REPORTS]->(m:Metric)
MATCH (a:Article)-[:STATES]->(m)
WITH m, p.id AS party, a.id AS article, a.title AS title, a.published AS published
RETURN properties(m) AS metric, party, article, title, published
ORDER BY coalesce(published, '') DESC, article, m.start, m.id
LIMIT $limit
