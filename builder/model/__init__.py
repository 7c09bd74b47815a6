"""The values that pass between stages: frozen, slotted dataclasses, and nothing that does I/O."""
