"""Values that pass between stages: frozen structs without I/O."""
