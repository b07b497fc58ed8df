// zh: 价值从一方流到另一方的路径
// en: The ways that value takes from one party to another
// hops [1..6] = 3
// filter value_moving
// param source: text [1..64]
// param target: text [1..64]
// param limit: int [1..20000] = 50
// column parties: ids of the parties in the order of the arrows
// column names: their names
// column sums: known dollars of each hop
// column deals: ids of the deals of each hop
// column smallest: the smallest of the sums that are known
// example source = name 英伟达
// example target = name 甲骨文
MATCH (p1:Party {id: $source}), ({chain_end}:Party {id: $target})
MATCH {chain}
WHERE {chain_distinct}
  AND all(r IN [{arrows}] WHERE {filter})
WITH [p IN [{chain_parties}] | p.id] AS parties, [p IN [{chain_parties}] | p.name] AS names, [{deals}] AS hops
WITH parties, names, hops, {sums} AS sums
WITH parties, names, hops, sums, reduce(least = null, s IN sums | CASE WHEN least IS NULL OR s < least THEN s ELSE least END) AS smallest
RETURN parties, names, sums, [hop IN hops | [r IN hop | r.id]] AS deals, smallest
ORDER BY any(s IN sums WHERE s IS NULL), smallest IS NULL, smallest DESC, parties
LIMIT $limit
