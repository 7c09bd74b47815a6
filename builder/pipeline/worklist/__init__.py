"""The worklist: doubts about who is who, about speakers and about names, each with the YAML that settles it."""
