// zh: 若干交易的原句，先发表的在前
// en: The sentences that state some deals, in order of publication
// param deals: texts [1..5000]
// param each: int [1..1000] = 20
// param limit: int [1..500000] = 5000
// column id: id of the deal
// column sentences: its sentences with claim, article, title, published, text and the characters from first to last
UNWIND $deals AS wanted
MATCH (c:Claim {deal: wanted})
MATCH (a:Article)-[:STATES]->(c)
WITH wanted, c, a.id AS article, a.title AS title, a.published AS published
WITH wanted, c, article, title, published ORDER BY coalesce(published, '9999'), article, c.start, c.id
RETURN wanted AS id, collect({
    claim: c.id, article: article, title: title, published: published, text: c.evidence, first: c.start, last: c.end
  })[..$each] AS sentences
LIMIT $limit
