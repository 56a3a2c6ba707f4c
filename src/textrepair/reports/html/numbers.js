"use strict";
// Lines between numbers that belong together.  Without JavaScript their raised labels tell.
const drawn = "http://www.w3.org/2000/svg";
function join(both) {
  const [above, below] = both.querySelectorAll(".side");
  const frame = both.getBoundingClientRect();
  const picture = document.createElementNS(drawn, "svg");
  picture.setAttribute("aria-hidden", "true");
  for (const one of above.querySelectorAll("[data-joint]")) {
    const other = below.querySelector(`[data-joint="${one.dataset.joint}"]`);
    if (!other) continue;
    // A number that is broken over two lines has two boxes.
    const a = [...one.getClientRects()].at(-1), b = other.getClientRects()[0];
    const x = (a.left + a.right) / 2 - frame.left, y = a.bottom - frame.top;
    const u = (b.left + b.right) / 2 - frame.left, v = b.top - frame.top;
    const path = document.createElementNS(drawn, "path");
    path.setAttribute("d", `M${x} ${y}C${x} ${(y + v) / 2} ${u} ${(y + v) / 2} ${u} ${v}`);
    path.setAttribute("class", other.className);
    picture.append(path);
  }
  both.querySelector("svg")?.remove();
  both.append(picture);
}
const observer = new ResizeObserver((changes) => changes.forEach((change) => join(change.target)));
document.querySelectorAll("div.joined").forEach((both) => observer.observe(both));
