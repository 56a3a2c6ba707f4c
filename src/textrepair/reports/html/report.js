"use strict";
// Filters: each box shows or hides the notes of a rule or of a kind; a passage of which every
// note is hidden goes with them.  Without JavaScript the boxes are not there.
const filters = document.querySelector(".filters");
const boxes = filters.querySelectorAll("input");
filters.hidden = false;
filters.addEventListener("change", () => {
  const off = new Set();
  for (const box of boxes) if (!box.checked) off.add(box.name + " " + box.value);
  let left = 0;
  for (const passage of document.querySelectorAll(".passage")) {
    let shown = false;
    for (const note of passage.querySelectorAll(".notes > li")) {
      note.hidden = off.has("rule " + note.dataset.rule) || off.has("kind " + note.dataset.kind);
      shown ||= !note.hidden;
    }
    passage.hidden = !shown;
    left += shown;
  }
  filters.querySelector("output").textContent = left + " passages shown";
});
