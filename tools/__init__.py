"""Scripts that make the data the package ships, from sources named in their docstrings."""
