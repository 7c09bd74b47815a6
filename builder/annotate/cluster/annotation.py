"""Annotation of articles by the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.annotate.cluster.cluster_errors import unequal_workers
from builder.annotate.cluster.dask_cluster import dask_cluster
from builder.annotate.cluster.distribution import Distribution
from builder.annotate.cluster.versions import versions_of
from builder.annotate.outcome import Outcome
from builder.annotate.parse.model_package import ModelPackage
from builder.model.article import Article


def outcomes_on_cluster(
    articles: Iterable[Article], *, count: int, package: ModelPackage, address: str
) -> Iterator[Outcome]:
    """Yield the outcome of each article as it comes: what ``Annotator.outcomes`` gives, in any order.

    Args:
        articles: in any order; each is asked for when it is sent.
        count: their number.
        package: the language model, which is installed here, too.
        address: of the cluster's scheduler.

    Raises:
        InputError: if the cluster cannot be used, would annotate otherwise than this program, or is lost.
    """
    versions = versions_of(package.package)
    with dask_cluster(address) as cluster:
        if unequal := unequal_workers(versions, cluster.versions(package.package)):
            raise unequal
        yield from Distribution(cluster, package=package.package, versions=versions).outcomes(articles, count)
