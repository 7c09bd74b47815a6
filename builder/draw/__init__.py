"""Draw: a picture of the plan in, the bytes of an image out."""
