"""One module a kind of file, bytes -> `SourceDocument`. Readers understand nothing, they tell what stands where."""
