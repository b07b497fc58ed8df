// zh: 图中有多少文章、主体、说法和指标
// en: How many articles, parties, claims and metrics there are
// column what: articles, parties, claims or metrics
// column number: how many
MATCH (n:Article) RETURN 'articles' AS what, count(n) AS number LIMIT 1
UNION ALL
MATCH (n:Party) RETURN 'parties' AS what, count(n) AS number LIMIT 1
UNION ALL
MATCH (n:Claim) RETURN 'claims' AS what, count(n) AS number LIMIT 1
UNION ALL
MATCH (n:Metric) RETURN 'metrics' AS what, count(n) AS number LIMIT 1
