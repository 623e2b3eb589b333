"""Memory that is given free goes back to the system, not into a heap that only grows."""

from __future__ import annotations

import ctypes
from contextlib import suppress

import pyarrow as pa  # type: ignore[import-untyped]

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # M_MMAP_THRESHOLD and M_ARENA_MAX of <malloc.h>
_BLOCK = 256 * 1024  # bytes of DuckDB's blocks, which are most of what it takes


def give_back() -> None:
    """Have this process give back what it frees: DuckDB's blocks and Arrow's buffers.

    glibc puts blocks into its heap once the first of them was freed; there they lie between what
    stays, and a run held a third more than the database counted. So each is mapped by itself. A
    heap a thread keeps what that thread once needed: all share one. Arrow's own allocator keeps
    what it had. Other C libraries than glibc are left as they are.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _BLOCK)
        library.mallopt(_ARENA_MAX, 1)
