// zh: 一篇文章的全部指标
// en: The metrics of an article
// param article: text [1..64]
// param limit: int [1..20000]
// column metric: properties of the metric
// column party: id of its party
// column article: id of the article
// column title: title of the article
// column published: day of its publication
MATCH (a:Article {id: $article})-[:STATES]->(m:Metric)
MATCH (p:Party)-[:REPORTS]->(m)
WITH m, p.id AS party, a.id AS article, a.title AS title, a.published AS published
RETURN properties(m) AS metric, party, article, title, published
ORDER BY m.start, m.end, m.id
LIMIT $limit
