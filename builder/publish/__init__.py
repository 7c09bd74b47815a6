"""Publishing: the files of a built site sent to a target, which keeps a record of them."""
