"""The process of the pages: Streamlit's own command, with the metrics served from its start on."""

from streamlit.web.cli import main

from coverage.ui import metrics

if __name__ == "__main__":
    metrics.started()
    main(prog_name="streamlit")
