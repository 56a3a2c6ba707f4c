"use strict";
// The page: what was pasted or dropped, the repaired text with a mark on each place, and a dialog
// to undo or to choose.  Text gets into the page as text only, never as HTML.

const $ = (id) => document.getElementById(id);
/** Texts of more UTF-16 code units are shown by the lines that hold places, not whole. */
const WHOLE = 100_000;
/** Places that are shown at a time of such a text. */
const AT_ONCE = 300;
/** UTF-16 code units of sound text that are shown around a place. */
const AROUND = 80;
/** Bytes of a file that are taken; the server takes no more either. */
const MOST_BYTES = 32 << 20;
/** Milliseconds without a key before the text is repaired. */
const PAUSE = 250;

const alone = document.documentElement.dataset.alone !== undefined;
const worker = new Worker("worker.js" + (alone ? "?alone" : ""), { type: "module" });
const waiting = new Map();
let serial = 0;

const state = { given: "", places: [], rest: null, restStart: 0, restPlaces: 0, shown: AT_ONCE, bytes: null, name: "" };

/** Whether Python is there: where the page runs alone, the browser fetches it first, once. */
let isReady = !alone;
worker.onmessage = ({ data: { id, answer, ready } }) => {
  isReady ||= Boolean(ready);
  waiting.get(id)?.(answer);
  waiting.delete(id);
};

/** Ask the worker; the answer to a question that a newer one overtook is undefined. */
async function ask(kind, asked, bytes) {
  const id = ++serial;
  const answer = await new Promise((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, kind, asked, bytes });
  });
  return id === serial ? answer : undefined;
}

const working = () => say(isReady ? "Working …" : "Fetching Python (20 MB, the first time only) …");

function say(message, isError = false) {
  $("status").textContent = message;
  $("status").classList.toggle("error", isError);
}

async function repairText(text) {
  state.given = text;
  if (!text) return show({ places: [], rest: null });
  working();
  const answer = await ask("repair", { text, profile: $("profile").value, chinese: $("chinese").value });
  if (answer) show(answer);
}

function show(answer) {
  if (answer.error) {
    say(answer.error, true);
    return;
  }
  state.places = answer.places;
  state.rest = answer.rest;
  state.restStart = answer.rest_start;
  state.restPlaces = answer.rest_places ?? 0;
  state.shown = AT_ONCE;
  for (const place of state.places) for (const change of place.changes) change.first = change.chosen;
  render();
}

/** The change of a place that is applied, or undefined. */
const applied = (place) => place.changes.find((change) => change.chosen !== null);

/** What a place says as things are chosen. */
function textOf(place) {
  const change = applied(place);
  const original = state.given.slice(place.start, place.end);
  if (!change) return original;
  return (
    original.slice(0, change.start - place.start) +
    change.choices[change.chosen].text +
    original.slice(change.end - place.start)
  );
}

function madeText() {
  const end = state.rest === null ? state.given.length : state.restStart;
  const pieces = [];
  let position = 0;
  for (const place of state.places) {
    pieces.push(state.given.slice(position, place.start), textOf(place));
    position = place.end;
  }
  pieces.push(state.given.slice(position, end), state.rest ?? "");
  return pieces.join("");
}

/** What cannot be seen, or turns the direction of text, as an escape; line ends and tabs stay. */
function visible(text) {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (char) => (char === "\r" ? "" : "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0")),
  );
}

function markOf(place, index) {
  const mark = document.createElement("mark");
  const change = applied(place);
  const first = place.changes.find((each) => each.first !== null);
  if (change && change === first && change.kind === "safe") mark.className = "safe";
  else if (change) mark.className = "chosen";
  else mark.className = first ? "undone" : "open";
  const isolated = document.createElement("bdi");
  isolated.textContent = visible(textOf(place));
  if (isolated.textContent) mark.append(isolated);
  else mark.setAttribute("aria-label", "nothing");
  mark.tabIndex = 0;
  mark.setAttribute("role", "button");
  mark.setAttribute("aria-haspopup", "dialog");
  mark.title = place.changes.map((each) => each.rule + ": " + each.message).join("\n");
  mark.dataset.index = index;
  return mark;
}

function gap(text) {
  const note = document.createElement("span");
  note.className = "gap";
  note.textContent = text;
  return note;
}

function render() {
  const { given, places } = state;
  const nodes = [];
  const isWhole = given.length <= WHOLE && state.rest === null;
  const count = isWhole ? places.length : Math.min(places.length, state.shown);
  let position = 0;
  for (const [index, place] of places.slice(0, count).entries()) {
    const kept = given.slice(position, place.start);
    if (isWhole || kept.length <= 2 * AROUND) nodes.push(visible(kept));
    else {
      if (position) nodes.push(visible(kept.slice(0, AROUND)));
      nodes.push(gap("… " + (kept.length - (position ? 2 : 1) * AROUND).toLocaleString("en") + " characters …"));
      nodes.push(visible(kept.slice(-AROUND)));
    }
    nodes.push(markOf(place, index));
    position = place.end;
  }
  const tail = given.slice(position);
  nodes.push(visible(isWhole ? tail : tail.slice(0, AROUND)));
  if (!isWhole && count < places.length) nodes.push(moreButton(places.length - count));
  else if (!isWhole && tail.length > AROUND) nodes.push(gap("… " + (tail.length - AROUND).toLocaleString("en") + " characters …"));
  $("made").replaceChildren(...nodes);
  summarize();
}

function moreButton(left) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Show more (" + left.toLocaleString("en") + " places left)";
  button.onclick = () => {
    state.shown += AT_ONCE;
    render();
  };
  const line = gap("");
  line.append(button);
  return line;
}

function summarize() {
  const { given, places } = state;
  const edits = places.filter(applied).length;
  const open = places.filter((place) => !applied(place)).length;
  const guesses = places.filter((place) => !applied(place) && place.changes.some((change) => change.choices.length));
  $("copy").disabled = $("download").disabled = !given;
  $("undo-all").hidden = !edits;
  $("all-guesses").hidden = !guesses.length;
  if (!given) return say("");
  const parts = [];
  if (edits) parts.push(edits.toLocaleString("en") + (edits === 1 ? " change" : " changes"));
  if (open) parts.push(open.toLocaleString("en") + " to look at");
  if (state.restPlaces) parts.push(state.restPlaces.toLocaleString("en") + " further places are repaired and not shown");
  say(parts.join(", ") || "Nothing is damaged here, as far as can be seen.");
}

function choose(place, change, index) {
  for (const each of place.changes) each.chosen = null;
  if (change) change.chosen = index;
}

function openPlace(index) {
  const place = state.places[index];
  const list = $("place-changes");
  list.replaceChildren();
  const add = (tag, text, className) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (className) node.className = className;
    list.append(node);
    return node;
  };
  const button = (label, isOn, act) => {
    const node = add("button", label, "choice");
    node.type = "button";
    node.dir = "auto";
    node.setAttribute("aria-pressed", String(isOn));
    node.onclick = () => {
      act();
      $("place").close();
      render();
      document.querySelector('mark[data-index="' + index + '"]')?.focus();
    };
  };
  button("As it was: " + visible(state.given.slice(place.start, place.end)), !applied(place), () => choose(place));
  for (const change of place.changes) {
    add("h3", change.rule);
    add("p", visible(change.message));
    change.choices.forEach((choice, i) => {
      const sure = Math.round(100 * choice.confidence) + " %";
      button((visible(choice.text) || "∅ (nothing)") + "  (" + sure + ")", change.chosen === i, () => choose(place, change, i));
    });
    if (!change.choices.length) add("p", "There is nothing to choose: what stood here is lost.");
  }
  $("place").showModal();
  list.querySelector('[aria-pressed="true"]')?.focus();
}

$("made").addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (mark) openPlace(Number(mark.dataset.index));
});
$("made").addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark")) {
    event.preventDefault();
    openPlace(Number(event.target.dataset.index));
  }
});

let timer = 0;
$("given").addEventListener("input", () => {
  forgetFile();
  clearTimeout(timer);
  timer = setTimeout(() => repairText($("given").value), PAUSE);
});
for (const id of ["profile", "chinese"]) $(id).addEventListener("change", () => repairText(state.given));

$("undo-all").onclick = () => {
  for (const place of state.places) choose(place);
  render();
};
$("all-guesses").onclick = () => {
  for (const place of state.places) {
    const change = !applied(place) && place.changes.find((each) => each.choices.length);
    if (change) choose(place, change, 0);
  }
  render();
};
$("clear").onclick = () => {
  $("given").value = "";
  forgetFile();
  repairText("");
  $("given").focus();
};
$("copy").onclick = async () => {
  try {
    await navigator.clipboard.writeText(madeText());
    say("Copied.");
  } catch {
    // Not there, or not allowed: on pages that came without TLS, and where a person forbade it.
    say("The browser does not let this page copy; download the text instead.", true);
  }
};
$("download").onclick = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([madeText()], { type: "text/plain;charset=utf-8" }));
  link.download = state.name || "repaired.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

function forgetFile() {
  state.bytes = null;
  state.name = "";
  $("file-note").hidden = $("encodings").hidden = true;
  $("given").hidden = false;
}

async function takeFile(file) {
  if (file.size > MOST_BYTES) {
    return say("This file has more than " + (MOST_BYTES >> 20) + " MB; `textrepair fix` takes files of any size.", true);
  }
  try {
    state.bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return say("This cannot be read; drop a file, not a folder.", true);
  }
  state.name = file.name;
  await readBytes("");
}

async function readBytes(encoding) {
  working();
  const answer = await ask("decode", encoding ? { encoding } : {}, state.bytes);
  if (!answer) return;
  if (answer.error) return say(answer.error, true);
  const isLong = answer.text.length > WHOLE;
  $("given").hidden = isLong;
  $("given").value = isLong ? "" : answer.text;
  const strays = answer.strays ? "; " + answer.strays.toLocaleString("en") + " bytes are not in this encoding" : "";
  $("file-note").hidden = false;
  $("file-note").textContent = visible(state.name) + ", " + state.bytes.length.toLocaleString("en") + " bytes" + strays;
  if (!encoding) listEncodings(answer);
  await repairText(answer.text);
}

function listEncodings(answer) {
  $("encodings").hidden = false;
  $("encoding-list").replaceChildren(
    ...answer.candidates.map((candidate) => {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = "encoding";
      radio.value = candidate.encoding;
      radio.checked = candidate.encoding === answer.encoding;
      radio.onchange = () => readBytes(candidate.encoding);
      const reading = document.createElement("small");
      reading.dir = "auto";
      reading.textContent = visible(candidate.reading);
      label.append(radio, " " + candidate.encoding + " (" + Math.round(100 * candidate.confidence) + " %)", reading);
      return label;
    }),
  );
}

$("open").onclick = () => $("file").click();
$("file").onchange = () => {
  if ($("file").files.length) takeFile($("file").files[0]);
  $("file").value = "";
};
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
}
for (const name of ["dragleave", "drop"]) document.addEventListener(name, () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) takeFile(file);
  else if (event.dataTransfer.getData("text")) {
    forgetFile();
    $("given").value = event.dataTransfer.getData("text");
    repairText($("given").value);
  }
});
