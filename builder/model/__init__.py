"""Values that pass between stages: frozen, slotted dataclasses without I/O."""
