// zh: 经过一方的资金环：价值离开它，又回到它
// en: Money loops through a party: value that leaves it and comes back
// hops [2..6] = 3
// filter value_moving
// param party: text [1..64]
// param limit: int [1..20000] = 50
// column parties: ids of the parties in the order of the arrows; the last one's value goes to the first
// column names: their names
// column sums: known dollars of each hop
// column deals: ids of the deals of each hop
// column smallest: the smallest of the sums that are known
// example party = name 英伟达
MATCH (p1:Party {id: $party})
MATCH {ring}
WHERE {ring_distinct}
  AND all(r IN [{arrows}] WHERE {filter})
WITH [p IN [{ring_parties}] | p.id] AS parties, [p IN [{ring_parties}] | p.name] AS names, [{deals}] AS hops
WITH parties, names, hops, {sums} AS sums
WITH parties, names, hops, sums, reduce(least = null, s IN sums | CASE WHEN least IS NULL OR s < least THEN s ELSE least END) AS smallest
RETURN parties, names, sums, [hop IN hops | [r IN hop | r.id]] AS deals, smallest
ORDER BY any(s IN sums WHERE s IS NULL), smallest IS NULL, smallest DESC, parties
LIMIT $limit
