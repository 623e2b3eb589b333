"""Measure the coder on the sample, for the page Data quality: `make quality`."""

from __future__ import annotations

from coverage.quality import measure, save


def main() -> None:
    """Measure, save, say where."""
    quality = measure()
    print(f"{save(quality)}: {quality.articles}, codebook {quality.codebook_version}")


if __name__ == "__main__":
    main()
