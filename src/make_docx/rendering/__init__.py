"""A .docx goes in; its pages as LibreOffice prints them, ready to be measured, come out."""
