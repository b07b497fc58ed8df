// zh: 有明确标的的股权转让：标的出事，受让方受损
// en: Stakes bought in a third party: the buyer loses when that one fails
// filter subject_exposed
// param limit: int [1..500000] = 100000
// column buyer: id of the party that bought
// column seller: id of the party that sold
// column subject: what was bought, as the articles say it
// column id: id of the deal
// column usd: its sum in dollars
// column joint: whether that stands for several parties together
MATCH (a:Party)-[r:{subject_exposed}]->(b:Party)
WHERE r.subject IS NOT NULL AND {filter}
RETURN a.id AS buyer, b.id AS seller, r.subject AS subject, r.id AS id, r.usd AS usd, coalesce(r.amount_kind = 'joint', false) AS joint
ORDER BY id
LIMIT $limit
