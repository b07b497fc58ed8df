// zh: 一笔交易的全部说法
// en: The claims of a deal
// param deal: text [1..64]
// param limit: int [1..20000]
// column claim: properties of the claim
// column source: id of its source
// column target: id of its target
// column article: id of the article
// column title: title of the article
// column published: day of its publication
MATCH (c:Claim {deal: $deal})
MATCH (a:Article)-[:STATES]->(c)
MATCH (c)-[:FROM]->(s:Party)
MATCH (c)-[:TO]->(t:Party)
WITH c, s.id AS source, t.id AS target, a.id AS article, a.title AS title, a.published AS published
RETURN properties(c) AS claim, source, target, article, title, published
ORDER BY coalesce(published, ''), article, c.start, c.id
LIMIT $limit
