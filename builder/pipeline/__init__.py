"""The pipeline: one build or review, with all stages composed once and the costly ones cached between builds."""
