// zh: 最新的文章
// en: The latest articles
// param limit: int [1..1000] = 10
// column article: id of the article
// column title: its title
// column origin: who published it
// column url: where
// column published: when
// column claims: number of its claims
// column parties: number of parties that it names
MATCH (a:Article)
WITH a ORDER BY coalesce(a.published, '') DESC, a.id LIMIT $limit
RETURN a.id AS article, a.title AS title, a.source AS origin, a.url AS url, a.published AS published,
  COUNT { (a)-[:STATES]->(:Claim) } AS claims, COUNT { (a)-[:MENTIONS]->(:Party) } AS parties
ORDER BY coalesce(published, '') DESC, article
LIMIT $limit
