// zh: 一篇文章提到的主体
// en: The parties that an article names
// param article: text [1..64]
// param limit: int [1..20000]
// column party: id of the party
// column name: its commonest name there
// column aliases: all of its names there
// column starts: where it is named
// column ends: where those names end
MATCH (:Article {id: $article})-[m:MENTIONS]->(p:Party)
WITH m, p.id AS party
RETURN party, m.name AS name, m.aliases AS aliases, m.starts AS starts, m.ends AS ends
ORDER BY m.id
LIMIT $limit
