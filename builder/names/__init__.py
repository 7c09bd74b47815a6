"""Names as strings: normal forms, parts of personal names, acronyms, and which spellings may match."""
