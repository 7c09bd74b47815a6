"""Drawing of cards: a picture of the plan → the bytes of an image."""
