"""Splits of entities: in single briefs, an entity of the site is another one, as the editor says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.graph.article_links import SiteId
from builder.graph.brief_slugs import brief_slugs
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_evidence import EntityKey
from builder.graph.site_entities import SiteEntity
from builder.graph.spelling_targets import SpellingTarget
from builder.model.annotations import DocumentEntity, EntityType
from builder.model.brief_outline import BriefOutline
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import Content
from builder.model.entity_entries import EntityEntry, EntityRules, EntitySplit
from builder.schema.suggestion import Suggestions


class BriefSplits(Struct, frozen=True):
    """The splits of a site with the seeds they apply to.

    Attributes:
        seeds: the seed id of the brief of each split.
        by_seed: for each seed id, the entities that are others in it: id → other id.
        problems: a warning for each split that applies to no brief.
    """

    seeds: Mapping[EntitySplit, str] = field(default_factory=dict)
    by_seed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()

    def others(self, types: Mapping[str, EntityType]) -> dict[str, dict[str, SiteId]]:
        """Return for each seed id the other entities by the id of the entity that is split.

        Args:
            types: of the site's entities, by id; an entity without a type has that of the one that is split.
        """
        return {
            seed_id: {
                own: (new_id, types.get(new_id, types[own])) for own, new_id in ids.items() if own in types
            }
            for seed_id, ids in self.by_seed.items()
        }


def splits_by_seed(seed_ids: Iterable[str], content: Content) -> BriefSplits:
    """Return the splits by seed id. A brief is given by its seed id or its slug."""
    slugs = brief_slugs(seed_ids, content)
    seeds: dict[EntitySplit, str] = {}
    by_seed: dict[str, dict[str, str]] = {}
    problems = []
    for split in content.entities.splits:
        found = sorted({seed_id for seed_id, slug in slugs.items() if split.brief in (seed_id, slug)})
        if len(found) != 1:
            problems.append(_unknown_brief(split, found, slugs, content.entities.path))
        elif split.entity_id in by_seed.setdefault(found[0], {}):
            message = (
                f"`split`: `{split.entity_id}` is split twice in `{found[0]}`, by its seed and by its slug."
            )
            problems.append(
                warning(content.entities.path, split.line, message, "Remove one of the two lines.")
            )
        else:
            seeds[split] = found[0]
            by_seed[found[0]][split.entity_id] = split.new_id
    return BriefSplits(seeds, by_seed, tuple(problems))


def without_splits_of(content: Content, seed_ids: Collection[str]) -> Content:
    """Return the editor's files without the splits of briefs that are held back, of which nothing is said.

    Args:
        content: the editor's files.
        seed_ids: of the briefs that are held back.
    """
    slugs = brief_slugs(seed_ids, content)
    left = tuple(split for split in content.entities.splits if split.brief not in {*slugs, *slugs.values()})
    return replace(content, entities=replace(content.entities, splits=left))


def split_entities(
    named: Sequence[SiteEntity],
    found: Mapping[EntityKey, DocumentEntity],
    splits: BriefSplits,
    content: Content,
) -> tuple[SiteEntity, ...]:
    """Return the entities of the site after the splits, sorted by id.

    What an entity has in the briefs of a split goes to the other entity. That may be one of the site or of an entry;
    else it is a new one, named as these briefs name it. An entity of which nothing is left is left out.

    Args:
        named: the entities after the merges.
        found: the entities of the articles, by key.
        splits: of the site.
        content: the editor's files.
    """
    if not splits.by_seed:
        return tuple(named)
    entries = {entry.id: entry for entry in content.entities.entries}
    parts: dict[str, list[EntityCluster]] = {one.id: [] for one in named}
    for one in named:
        for cluster in one.clusters:
            for entity_id, part in _parts(one.id, cluster, found, splits.by_seed):
                parts.setdefault(entity_id, []).append(part)
    by_id = {one.id: one for one in named}
    return tuple(
        replace(by_id[entity_id], clusters=tuple(clusters))
        if entity_id in by_id
        else _new_entity(entity_id, clusters, entries)
        for entity_id, clusters in sorted(parts.items())
        if clusters
    )


def entries_after_splits(rules: EntityRules) -> tuple[EntityEntry, ...]:
    """Return the entries with one more, of its name, for each entity that is split off one of them without its own."""
    entries = {entry.id: entry for entry in rules.entries}
    for split in rules.splits:
        whole = entries.get(split.entity_id)
        if whole is not None and split.new_id not in entries:
            entries[split.new_id] = EntityEntry(split.new_id, whole.type, split.line, name=whole.name)
    return tuple(entries.values())


def targets_in_brief(
    targets: Mapping[str, SpellingTarget], others: Mapping[str, SiteId]
) -> Mapping[str, SpellingTarget]:
    """Return what the spellings of the editor's refer to in a brief with splits.

    Args:
        targets: what they refer to elsewhere, by spelling.
        others: the splits of the brief: id → the other entity.
    """
    if not others:
        return targets
    return {
        form: SpellingTarget(*others[target.entity_id]) if target.entity_id in others else target
        for form, target in targets.items()
    }


def unused_splits(
    splits: BriefSplits, briefs: Iterable[BriefOutline], content: Content
) -> Iterator[Diagnostic]:
    """Yield a warning for each split after which no mention of its brief refers to the other entity."""
    by_seed = {brief.seed_id: brief for brief in briefs}
    for split, seed_id in splits.seeds.items():
        brief = by_seed[seed_id]
        known = {entity_id for entity_id, _ in brief.named}
        if split.new_id in known:
            continue
        if split.entity_id in known:
            message = (
                f"`split`: in `{brief.slug}` every mention of `{split.entity_id}` is set by a fix: there is nothing to "
                "split."
            )
            hint = f"Remove this line, or the fixes in content/briefs/{seed_id}.yaml."
        else:
            nearest = Suggestions(sorted(known)).nearest(split.entity_id)
            message = (
                f"`split`: `{brief.slug}` does not mention `{split.entity_id}`: there is nothing to split."
            )
            hint = f"Did you mean `{nearest}`?" if nearest else "Remove this line."
        yield warning(content.entities.path, split.line, message, hint)


def _parts(
    entity_id: str,
    cluster: EntityCluster,
    found: Mapping[EntityKey, DocumentEntity],
    by_seed: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, EntityCluster]]:
    """Yield the parts of a cluster, each with the id of its entity."""
    ids = {
        seed_id: by_seed.get(seed_id, {}).get(entity_id, entity_id)
        for seed_id in {key[0] for key in (*cluster.keys, *(key for key, _ in cluster.moved))}
    }
    if set(ids.values()) == {entity_id}:
        yield entity_id, cluster
        return
    for part_id in sorted(set(ids.values())):
        part = _part(cluster, {seed_id for seed_id, own in ids.items() if own == part_id}, found)
        # What an editor says is certain.
        yield part_id, part if part_id == entity_id else replace(part, links=())


def _part(
    cluster: EntityCluster, seed_ids: set[str], found: Mapping[EntityKey, DocumentEntity]
) -> EntityCluster:
    """Return the part of a cluster in some seeds, with its own spellings and a name among them."""
    keys = tuple(key for key in cluster.keys if key[0] in seed_ids)
    moved = tuple((key, spelling) for key, spelling in cluster.moved if key[0] in seed_ids)
    entities = [found[key] for key in keys]
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    forms |= {spelling for _, spelling in moved}
    name = cluster.name if cluster.name in forms else max(sorted(forms), key=len)
    return replace(
        cluster,
        name=name,
        keys=keys,
        forms=tuple(sorted(forms)),
        moved=moved,
        links=tuple(link for link in cluster.links if link.key[0] in seed_ids),
    )


def _new_entity(
    entity_id: str, clusters: Sequence[EntityCluster], entries: Mapping[str, EntityEntry]
) -> SiteEntity:
    entry = entries.get(entity_id)
    kind = entry.type if entry is not None else clusters[0].type
    return SiteEntity(id=entity_id, type=kind, entry=entry, clusters=tuple(clusters), redirects=())


def _unknown_brief(
    split: EntitySplit, seed_ids: Sequence[str], slugs: Mapping[str, str], path: str
) -> Diagnostic:
    """Return the warning for a split of a brief that is not on the site, or of which there are two."""
    if seed_ids:
        seeds = " and ".join(f"`{seed_id}`" for seed_id in seed_ids)
        message = f"`split`: `{split.brief}` is the seed of one brief and the slug of another: {seeds}."
        return warning(path, split.line, message, "Write the slug of the one and the seed of the other.")
    nearest = Suggestions(sorted({*slugs, *slugs.values()})).nearest(split.brief)
    message = f"`split`: no brief of the site has the seed or the slug `{split.brief}`."
    hint = f"Did you mean `{nearest}`?" if nearest else "Check the names of the files in seeds/."
    return warning(path, split.line, message, hint)
