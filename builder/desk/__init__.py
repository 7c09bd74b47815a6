"""The editor's desk: decisions made in the preview, written into the files of ``content/`` as a person would."""
