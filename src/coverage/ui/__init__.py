"""The pages' building blocks; beside app.py, pages/ and serving.py all that imports streamlit.

The first session loads all of them, and what they stand on, under the one lock of this package.
Sessions that begin together, as after a restart, would each load a part and wait for the others'
in a ring, which Python ends with an ImportError on a page.
"""

from importlib import import_module
from pkgutil import iter_modules

for _each in iter_modules(__path__):
    import_module(f"{__name__}.{_each.name}")
