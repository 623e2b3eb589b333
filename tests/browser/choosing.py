"""Choose one of a list's options as a user does, who looks whether it was taken."""

import re

from playwright.sync_api import Locator, TimeoutError

TRIES = 5
WAIT = 6_000  # milliseconds
HOLDS = """([box, name]) => {
    const widget = box.closest('[data-testid=stMultiSelect], [data-testid=stSelectbox]');
    const label = widget.querySelector('[data-testid=stWidgetLabel]');
    const chosen = widget.innerText.replace(label ? label.innerText : '', '') + box.value;
    return chosen.includes(name);
}"""


def choose(box: Locator, option: Locator) -> None:
    """Open ``box``'s list, click on ``option``, and do so again until the box holds it.

    A page that draws itself or is moved just then closes the list, before a click or under it.
    """
    for left in reversed(range(TRIES)):
        box.click()
        try:
            option.wait_for(timeout=WAIT)
            name = re.sub(r" \(\d+\)$", "", option.inner_text(timeout=WAIT).strip())
            option.click(timeout=WAIT)
            _held(box, name)
            return
        except TimeoutError:
            if not left:
                raise
            box.press("Escape")  # else a click closes a list that is open and still empty


def _held(box: Locator, name: str) -> None:
    handle = box.element_handle()
    assert handle is not None
    box.page.wait_for_function(HOLDS, arg=[handle, name], timeout=WAIT)
