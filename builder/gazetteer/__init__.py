"""Offline gazetteer: places of the world and names of peoples, from tables shipped with the package."""
