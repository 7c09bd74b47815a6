"""Reading of seeds: the bytes of a file → an ``Article``, without words lost or invented."""
