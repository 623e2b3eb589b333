"""Choose one of a list's options as a user does: open the list, and again if it closed."""

from playwright.sync_api import Locator, TimeoutError

TRIES = 4
WAIT = 8_000  # milliseconds


def choose(box: Locator, option: Locator) -> None:
    """Click on ``box`` until ``option`` is there, then on that.

    A page that draws itself anew just then closes the list again.
    """
    for left in reversed(range(TRIES)):
        box.click()
        try:
            option.wait_for(timeout=WAIT)
            break
        except TimeoutError:
            if not left:
                raise
            box.press("Escape")  # else a click closes a list that is open and still empty
    option.click()
