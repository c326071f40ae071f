"""The Streamlit parts that pages share: link and selection, map, tables, downloads, messages."""
