// zh: 一方倒下时谁受牵连，经由哪条链
// en: Who is hit when a party fails, and by which chain
// hops [1..6] = 2
// filter all_types
// param party: text [1..64]
// param limit: int [1..20000] = 200
// column parties: ids of the parties from the one that fails to the one that is hit
// column names: their names
// column sums: known dollars of each hop
// column deals: ids of the deals of each hop
// column smallest: the amount exposed, which is the smallest of the sums that are known
// example party = name OpenAI
OPTIONAL MATCH (buyer:Party)-[r:{subject_exposed}]->(:Party)
WHERE r.subject IS NOT NULL AND {filter}
WITH collect({buyer: buyer, deal: r, subject: r.subject}) AS stakes
MATCH (start:Party {id: $party})
WITH stakes, start AS failing, [start] AS chain, [] AS hops
{repeat}
CALL (failing, stakes) {
  MATCH (failing)<-[r:{source_exposed}]-(hit:Party) WHERE {filter} RETURN hit, r
  UNION ALL
  MATCH (failing)-[r:{target_exposed}]->(hit:Party) WHERE {filter} RETURN hit, r
  UNION ALL
  UNWIND [s IN stakes WHERE s.subject = failing.name OR s.subject IN failing.aliases] AS stake
  RETURN stake.buyer AS hit, stake.deal AS r
}
WITH stakes, chain, hops, hit, collect(DISTINCT r) AS deals WHERE NOT hit IN chain
WITH stakes, hit AS failing, chain + [hit] AS chain, hops + [deals] AS hops
{end}
WITH [p IN chain | p.id] AS parties, [p IN chain | p.name] AS names, hops, {sums} AS sums
WITH parties, names, hops, sums, reduce(least = null, s IN sums | CASE WHEN least IS NULL OR s < least THEN s ELSE least END) AS smallest
RETURN parties, names, sums, [hop IN hops | [r IN hop | r.id]] AS deals, smallest
ORDER BY any(s IN sums WHERE s IS NULL), smallest IS NULL, smallest DESC, parties
LIMIT $limit
