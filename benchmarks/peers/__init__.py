"""Plain Streamlit apps that do the work of the product's map by other means."""
