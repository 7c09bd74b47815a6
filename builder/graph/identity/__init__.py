"""Identity over the archive: which entities of different articles are one, decided by the evidence of all articles."""
