"""A .docx goes in; its PDF and its pages, ready to be measured in millimetres, come out."""

from make_docx.rendering.fonts import Borrowed, Faces, StandIn, lost
from make_docx.rendering.libreoffice import find_renderer, to_pdf
from make_docx.rendering.page import BELOW_BASELINE, MM, Character, Line, Page, Rule
from make_docx.rendering.printing import Printed, find_faces, print_all, print_pdf
from make_docx.rendering.reader import open_pages

__all__ = [
    "BELOW_BASELINE",
    "MM",
    "Borrowed",
    "Character",
    "Faces",
    "Line",
    "Page",
    "Printed",
    "Rule",
    "StandIn",
    "find_faces",
    "find_renderer",
    "lost",
    "open_pages",
    "print_all",
    "print_pdf",
    "to_pdf",
]
