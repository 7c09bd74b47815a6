"""Files for machines: data, annotations, feeds, sitemaps."""
