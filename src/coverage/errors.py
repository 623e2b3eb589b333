"""The kinds of error that a user may meet; each message says what, where and what to do."""


class CoverageError(Exception):
    """Base of every error that the program raises on purpose."""


class CodebookError(CoverageError):
    """A codebook file is wrong; the message names the file and the entry."""


class SettingError(CoverageError):
    """A variable or an option holds what it cannot."""


class UnreadableInput(CoverageError):
    """Bytes that a reader could not turn into an article."""

    def __init__(self, code: str, reason: str, source: str = "") -> None:
        super().__init__(f"{source}: {reason}" if source else reason)
        self.code = code
        self.reason = reason
        self.source = source


class StoreError(CoverageError):
    """The store cannot be opened, written or published."""


class NothingPublishedError(StoreError):
    """The store holds nothing yet; ``command`` is what a person may type to change that."""

    def __init__(self, store: object, *, begun: bool = False) -> None:
        self.store, self.command = str(store), f"partner-coverage ingest PATH --store {store}"
        super().__init__(
            f"{store}: nothing is published yet. A run is at work, or was cut off: what it had put "
            f"in is kept, run the same again and it goes on: {self.command}"
            if begun
            else f"{store}: no articles yet. Add some: {self.command}"
        )


class ReportError(CoverageError):
    """A report, one of its filters or a state of then does not exist."""


class CorrectionError(CoverageError):
    """A correction cannot be: its target is not there, or a value is none of the field's."""


class EngineError(CoverageError):
    """What reads and codes elsewhere cannot be reached, or broke off."""
