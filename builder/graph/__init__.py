"""All annotations and the editor's entries → one graph: entities across briefs, their quotes and ties."""
