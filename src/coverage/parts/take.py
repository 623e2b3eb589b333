"""From the input to the store by way of parts: made once, taken once, in the input's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache

from coverage.intake import Intake
from coverage.model import Rejection
from coverage.parts import partfile
from coverage.parts.engines import Spread
from coverage.parts.partition import Partition
from coverage.parts.run import Failed, Made, made_parts
from coverage.parts.work import Load, rules_version
from coverage.readers import Options
from coverage.readers import Tell as TellColumns
from coverage.store import Held, Part

Tell = Callable[[str, int], None]


def take(
    pieces: Iterable[Partition | Rejection], intake: Intake, spread: Spread, tell: Tell,
    told: TellColumns | None = None,
) -> None:  # fmt: skip
    """Have each piece made into a part, unless the store holds it, and write it.

    ``tell`` is told of the progress, ``told`` how tables were read.

    Raises:
        EngineError: the engine cannot be reached or broke off; what was written stays.
    """
    folder = (spread.folder or intake.master.store / "parts").absolute()
    rules = rules_version(intake.codebook_version)
    coder = cache(spread.load)  # takes longer than a hundred articles, and is hardly ever asked for

    def missing() -> Iterator[tuple[Partition, str]]:
        for piece in pieces:
            if isinstance(piece, Rejection):
                intake.reject([piece])
                continue
            name = piece.name(rules)
            held = intake.master.held(name) if piece.kept else Held()
            if held.whole:
                intake.pass_over(held.read, held.rejected)
                partfile.file_of(folder, name).unlink(missing_ok=True)
                tell("read", intake.counts().read)
            else:
                yield piece, name

    for made in made_parts(missing(), spread.engine, folder, spread.load, rules):
        if isinstance(made, Failed):
            intake.reject(made.rejected)
        else:
            _take(made, intake, coder, told or Options().tell)
        tell("read", intake.counts().read)
    partfile.sweep(folder)
    with suppress(OSError):
        folder.rmdir()  # where nothing is left in it


def _take(made: Made, intake: Intake, coder: Load, told: TellColumns) -> None:
    # Some batches may be in, by a run that was killed within the part.
    start = intake.master.held(made.name).batches if made.kept else 0
    for number, (batch, last) in enumerate(partfile.read(made.path)):
        for source, columns in batch.told:
            told(source, columns)
        part = Part(made.name, number, last, batch.read, len(batch.rejected))
        if number < start:
            intake.pass_over(part.read, part.rejected)
        else:
            noted = part if made.kept else None
            intake.take_made(batch, noted, coder)
    made.path.unlink(missing_ok=True)
