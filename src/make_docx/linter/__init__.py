"""A .docx goes in, one verdict for every clause of GB/T 9704-2012 comes out."""
