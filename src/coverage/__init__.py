"""Partner Coverage: who of Ukraine met whom, on what, under which funding model."""

__version__ = "0.1.0"
