"""The codebook: definitions and terms, loaded from TOML and compiled into lexicons."""

from coverage.codebook.book import Codebook, load, read

__all__ = ["Codebook", "load", "read"]
