// zh: 名称中含有某几个字的主体
// en: Parties with some characters anywhere in their names
// param key: text [1..200]
// param limit: int [1..1000] = 50
// column id: id of the party
// column name: its name
// column kind: what it is
// column aliases: its other names
// column search: its names as they are found, apart by spaces
MATCH (p:Party)
WHERE p.search CONTAINS $key
RETURN p.id AS id, p.name AS name, p.kind AS kind, p.aliases AS aliases, p.search AS search
ORDER BY NOT p.search STARTS WITH $key, size(p.name), p.id
LIMIT $limit
