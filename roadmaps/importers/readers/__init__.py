"""One module a kind of file: bytes -> `SourceDocument`. A reader understands nothing, it only tells what stands where."""
