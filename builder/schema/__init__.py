"""Mappings in YAML and front matter: read with their lines and checked against a schema."""
