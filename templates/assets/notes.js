// Notes in the margin stand level with their numbers in the text, or as near below as the notes above them allow.
"use strict";

{
  const notes = [...document.querySelectorAll(".note")];
  const beside = matchMedia("screen and (min-width: 80rem)");
  const level = () => {
    notes.forEach((note) => (note.style.marginTop = ""));
    if (!beside.matches) return;
    for (const note of notes) {
      const reference = document.querySelector(`.noteref[href="#${note.querySelector("aside").id}"]`);
      const below = reference.getBoundingClientRect().top - note.getBoundingClientRect().top;
      const own = parseFloat(getComputedStyle(note).marginTop);
      if (below > 0) note.style.marginTop = `${own + below}px`;
    }
  };
  level();
  addEventListener("load", level);
  addEventListener("resize", level);
}
