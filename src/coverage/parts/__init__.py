"""Reading and coding beyond one process: inputs in parts, each made by some worker into a file.

A part is a piece of the input under one state of codebook and program; its name is a hash of all
that. Whoever makes it writes a Parquet file of that name, whole or not at all; the store notes the
part in the transaction that takes its rows. So it does not matter who dies when, or how often a
part is made: it is in the store once.
"""

from coverage.parts.engines import Spread
from coverage.parts.partition import Files, Held, Partition, partitions
from coverage.parts.take import take

__all__ = ["Files", "Held", "Partition", "Spread", "partitions", "take"]
