// zh: 若干主体
// en: Some parties
// param parties: texts [1..50000]
// param limit: int [1..500000]
// column id: id of the party
// column name: its name
// column kind: what it is
// column aliases: its other names
// column search: its names as they are found, apart by spaces
UNWIND $parties AS wanted
MATCH (p:Party {id: wanted})
RETURN p.id AS id, p.name AS name, p.kind AS kind, p.aliases AS aliases, p.search AS search
LIMIT $limit
