"""What changed: two dates compared."""

from coverage.ui import compare, frame

QUESTION = "Which meetings came, went or changed between two dates, and why?"

with frame.page("What changed", QUESTION) as page:
    compare.show(page)
