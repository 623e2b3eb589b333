"""Review queue: what rests on little, and what only a person can decide."""

from coverage.ui import frame, review

with frame.page("Review queue", "What is most worth a look, and why?") as page:
    review.show(page)
