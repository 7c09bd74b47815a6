"""Settings for a seed that does not exist are an error."""

from __future__ import annotations

from builder.content.orphans import orphan_errors
from builder.model.diagnostic import error
from builder.model.editorial import BriefNotes, BriefSettings, Content
from builder.schema.suggestion import MOST_SUGGESTIONS


def content_with(*seed_ids: str) -> Content:
    return Content(
        briefs={seed_id: BriefSettings(path=f"content/briefs/{seed_id}.yaml") for seed_id in seed_ids}
    )


def test_settings_of_known_seeds_are_not_reported() -> None:
    assert orphan_errors(content_with("monday", "tuesday"), {"monday", "tuesday", "friday"}) == ()


def test_an_unknown_seed_is_reported_with_the_nearest() -> None:
    mondy, xyz = orphan_errors(content_with("Mondy", "xyz"), ("tuesday", "monday"))
    cause = "No seed is named “Mondy” in seeds/."
    assert mondy == error("content/briefs/Mondy.yaml", None, cause, "Did you mean monday.yaml?")
    assert (xyz.path, xyz.hint) == ("content/briefs/xyz.yaml", "Name the file after its seed, or delete it.")


def test_many_unknown_seeds_are_all_reported() -> None:
    wrong = [f"day-{number:03}" for number in range(MOST_SUGGESTIONS + 5)]
    diagnostics = orphan_errors(content_with(*wrong), ["day-x"])
    assert [found.path for found in diagnostics] == [f"content/briefs/{seed_id}.yaml" for seed_id in wrong]


def test_notes_on_an_unknown_seed_are_reported_too() -> None:
    notes = {name: BriefNotes(f"content/notes/{name}.md", ()) for name in ("mondy", "tuesday")}
    (found,) = orphan_errors(Content(notes=notes), ["monday", "tuesday"])
    cause = "No seed is named “mondy” in seeds/."
    assert found == error("content/notes/mondy.md", None, cause, "Did you mean monday.md?")


def test_the_seed_of_a_withdrawn_brief_may_be_gone() -> None:
    gone = BriefSettings(path="content/briefs/monday.yaml", withdrawn="We were wrong.")
    notes = {"monday": BriefNotes("content/notes/monday.md", ())}
    assert orphan_errors(Content(briefs={"monday": gone}, notes=notes), ["tuesday"]) == ()
