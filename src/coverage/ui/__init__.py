"""The pages' building blocks; beside app.py and pages/ the only room that imports streamlit."""
