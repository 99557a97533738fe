"""From a document to a roadmap in four steps: the document, its columns, its rows, the check."""
