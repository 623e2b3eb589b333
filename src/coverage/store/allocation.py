"""Memory that is given free goes back to the system, not into a heap that only grows."""

from __future__ import annotations

import ctypes
from contextlib import suppress

import pyarrow as pa  # type: ignore[import-untyped]

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of <malloc.h>
_BLOCK = 256 * 1024  # bytes of DuckDB's blocks, which are most of what it takes


def give_back() -> None:
    """Have this process give back what it frees: DuckDB's blocks and Arrow's buffers.

    glibc puts blocks into its heap once the first of them was freed; there they lie between what
    stays, and a run held a third more than the database counted. So each is mapped by itself.
    Arrow's own allocator keeps what it had. Other C libraries than glibc are left as they are.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _BLOCK)
