"""Article -> Coding: small named rules in one visible order (see :mod:`coverage.coder.coder`)."""

from coverage.coder.coder import Coder

__all__ = ["Coder"]
