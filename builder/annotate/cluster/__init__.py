"""Annotation on a Dask cluster: batches of articles as bytes, and their way to workers and back."""
