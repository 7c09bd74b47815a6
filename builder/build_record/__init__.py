"""The record of the last build: everything that it depended on, by which a build without changes is known at once.

The modules here run before the program is loaded, in a hundredth of a second: they import almost nothing, not even
``dataclasses`` or ``json``.
"""
