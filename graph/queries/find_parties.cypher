// zh: 按名称全文检索主体
// en: Parties by their names, over the full-text index
// param index: text [1..200]
// param question: text [1..2000]
// param limit: int [1..1000] = 50
// column id: id of the party
// column name: its name
// column kind: what it is
// column aliases: its other names
// column search: its names as they are found, apart by spaces
CALL db.index.fulltext.queryNodes($index, $question) YIELD node, score
RETURN node.id AS id, node.name AS name, node.kind AS kind, node.aliases AS aliases, node.search AS search
ORDER BY score DESC, id
LIMIT $limit
