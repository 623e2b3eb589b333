"""Keeping a store: is it whole, a copy of it in one file, and back from such a file."""

from coverage.upkeep.backup import Kept, backup
from coverage.upkeep.check import Finding, Level, check
from coverage.upkeep.restore import Restored, restore

__all__ = ["Finding", "Kept", "Level", "Restored", "backup", "check", "restore"]
