// zh: 某次写入之后改动了哪些主体和交易
// en: Which parties and deals were changed after some writing
// param turn: int [0..4611686018427387904]
// param limit: int [1..10000]
// column turn: the number of the unit that changed them
// column mark: that of the state that the unit left
// column before: that of the state that it found
// column parties: ids of parties that came, changed or went
// column pairs: the two ids of each pair of parties between which deals came, changed or went, with a space between
// column whole: it was too much to be listed
MATCH (c:Change)
WHERE c.turn > $turn
RETURN c.turn AS turn, c.mark AS mark, c.before AS before, c.parties AS parties, c.pairs AS pairs, c.whole AS whole
ORDER BY turn
LIMIT $limit
