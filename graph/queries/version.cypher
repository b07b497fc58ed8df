// zh: 图库现在的版本
// en: The version that the store is at
// param writer: text [1..64]
// column turn: how many units have been written
// column mark: what tells this state from every other
MATCH (w:Writer {id: $writer})
RETURN w.turn AS turn, w.mark AS mark
LIMIT 1
