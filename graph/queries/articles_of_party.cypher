// zh: 提到一方的文章，新的在前
// en: The articles that name a party, the latest first
// param party: text [1..64]
// param limit: int [1..1000] = 10
// column article: id of the article
// column title: its title
// column origin: who published it
// column url: where
// column published: when
// column claims: number of its claims
// column parties: number of parties that it names
// example party = name 英伟达
MATCH (:Party {id: $party})<-[:MENTIONS]-(a:Article)
WITH DISTINCT a ORDER BY coalesce(a.published, '') DESC, a.id LIMIT $limit
RETURN a.id AS article, a.title AS title, a.source AS origin, a.url AS url, a.published AS published,
  COUNT { (a)-[:STATES]->(:Claim) } AS claims, COUNT { (a)-[:MENTIONS]->(:Party) } AS parties
ORDER BY coalesce(published, '') DESC, article
LIMIT $limit
