"""The body of a document and its payload go in; what it says of each figure now comes out."""
