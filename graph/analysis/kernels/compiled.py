"""Functions over arrays that numba compiles where it is there, and that run as plain Python where it is not.

A function marked `@compiled` fills arrays that are handed in, and answers numbers. It may call others of its module that
are marked too. numba is loaded when the first larger call comes, so a program that asks little never waits for it; what
was compiled is kept on disk beside the source, or where numba keeps it when that cannot be written.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from functools import cached_property
from types import FunctionType
from typing import Any, Generic, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

SMALL = 100_000
"""Elements of all arrays of a call up to which it is over before numba would be loaded."""


class Compiled(Generic[P, R]):
    """A function in two forms that do the same. Called itself, it takes the one that is over sooner."""

    def __init__(self, function: Callable[P, R]) -> None:
        self._function = function
        self.__doc__ = function.__doc__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if not has_numba() or ("numba" not in sys.modules and _size(args) <= SMALL):
            return self.plain(*args, **kwargs)
        return self.fast(*args, **kwargs)

    def plain(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """In plain Python: over lists, of which an element costs a tenth of that of an array."""
        lists = [arg.tolist() if isinstance(arg, np.ndarray) else arg for arg in args]
        answer: R = self._in_python(*lists, **kwargs)
        for arg, values in zip(args, lists, strict=True):
            if isinstance(arg, np.ndarray) and arg.flags.writeable:
                arg[:] = values
        return answer

    def fast(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """As machine code; only where numba is there."""
        try:
            return self._in_machine_code(*args, **kwargs)  # type: ignore[no-any-return]
        except OSError:  # the disk is full or has become read-only: nothing is kept this time
            self.__dict__["_in_machine_code"] = self._compile(cache=False)
            return self._in_machine_code(*args, **kwargs)  # type: ignore[no-any-return]

    @cached_property
    def _in_python(self) -> Any:
        return self._calling(lambda other: other._in_python)

    @cached_property
    def _in_machine_code(self) -> Any:
        try:
            return self._compile(cache=True)
        except RuntimeError:  # there is no folder at all that may be written
            return self._compile(cache=False)

    def _compile(self, cache: bool) -> Any:
        import numba

        function = self._calling(lambda other: other._in_machine_code)
        return numba.njit(cache=cache, nogil=True)(function)

    def _calling(self, form: Callable[[Compiled[..., Any]], Any]) -> Any:
        """The function, with the others that it calls in the same form."""
        own = self._function
        assert isinstance(own, FunctionType)
        others = {name: other for name in own.__code__.co_names if isinstance(other := own.__globals__.get(name), Compiled)}
        if not others:
            return own
        names = {**own.__globals__, **{name: form(other) for name, other in others.items()}}
        return FunctionType(own.__code__, names, own.__name__, own.__defaults__, own.__closure__)


def compiled(function: Callable[P, R]) -> Compiled[P, R]:
    """Marks a function as one to compile."""
    return Compiled(function)


def has_numba() -> bool:
    """Whether numba is installed; asked without loading it."""
    return "numba" in sys.modules or importlib.util.find_spec("numba") is not None


def _size(args: tuple[object, ...]) -> int:
    return sum(arg.size for arg in args if isinstance(arg, np.ndarray))
