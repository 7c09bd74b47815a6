"""Attribution of quotes: which words beside a quote name its source."""
