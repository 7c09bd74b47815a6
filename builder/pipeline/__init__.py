"""One build: the stages, composed once, with the two pure ones remembered between builds."""
