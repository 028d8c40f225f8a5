"""Turns the names that a package promises into imports made when somebody asks for one.

Finding, reading and running a module takes a quarter of a millisecond, so a command loads only the
modules that it uses. For the same reason what few jobs have is imported in the function for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of `package`; `modules` are those inside it, by the names they hold.

    None may be called as what it holds: importing it gives the package its module by that name.
    """

    def get(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return get
