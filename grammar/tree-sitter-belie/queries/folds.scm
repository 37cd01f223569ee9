; An entry folds to its first line.
[
  (entity)
  (kind_entry)
  (source_entry)
  (claim)
  (dispute)
] @fold
