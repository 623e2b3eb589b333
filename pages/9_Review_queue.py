"""Review queue: what rests on little, and what only a person can decide."""

from coverage.ui import doing, frame, review

with frame.page("Review queue", "What is most worth a look, and why?") as page:
    doing.told(page)
    review.show(page)
