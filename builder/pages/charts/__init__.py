"""The facts of maps, networks and timeline strips."""
