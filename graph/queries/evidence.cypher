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
WITH wanted, a, c ORDER BY coalesce(a.published, '9999'), a.id, c.start, c.id
RETURN wanted AS id, collect({
    claim: c.id, article: a.id, title: a.title, published: a.published, text: c.evidence, first: c.start, last: c.end
  })[..$each] AS sentences
LIMIT $limit
