// zh: 一篇文章
// en: One article
// param article: text [1..64]
// column id: its id
// column title: its title
// column source: who published it
// column url: where
// column published: when
// column text: its text
MATCH (a:Article {id: $article})
RETURN a.id AS id, a.title AS title, a.source AS source, a.url AS url, a.published AS published, a.text AS text
LIMIT 1
