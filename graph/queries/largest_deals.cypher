// zh: 金额最大的交易
// en: The largest deals
// filter all_types
// param limit: int [1..1000] = 50
// column id: id of the deal
// column kind: deal type
// column source: name of its source
// column target: name of its target
// column amount: its sum as the articles say it
// column currency: in this currency
// column usd: the same in dollars
// column date: when
// column status: the last state told
// example limit = 20
MATCH (a:Party)-[r:{all_types}]->(b:Party)
WHERE r.usd IS NOT NULL AND {filter}
RETURN r.id AS id, type(r) AS kind, a.name AS source, b.name AS target, r.amount AS amount, r.currency AS currency, r.usd AS usd,
  r.date AS date, r.status AS status
ORDER BY usd DESC, id
LIMIT $limit
