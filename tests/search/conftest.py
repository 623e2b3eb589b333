import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "reports"), str(TESTS)]  # for sample_store.py and fakes.py
