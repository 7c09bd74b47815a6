"""Scripts that make the data of the package, from sources named in their docstrings."""
