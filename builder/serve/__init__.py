"""The serve stage: a preview of the site in the editor's browser, rebuilt and reloaded when files change."""
