"use strict";
// The worker asks for what the page needs, so that the page never waits.  It asks the server of
// `textrepair web`; where the page was built to run alone, it asks Python itself, by Pyodide.

const alone = new URL(self.location).searchParams.has("alone");
let python = null;
if (alone) (python = startPython()).then(() => self.postMessage({ ready: true }), () => {});

async function ask(kind, asked, bytes) {
  if (alone) return askPython(kind, asked, bytes);
  const query = kind === "decode" ? "?" + new URLSearchParams(asked) : "";
  const response = await fetch("api/" + kind + query, {
    method: "POST",
    headers: { "X-Textrepair": "1" },
    body: kind === "decode" ? bytes : JSON.stringify(asked),
  });
  return response.json();
}

async function askPython(kind, asked, bytes) {
  const { answers, toPython } = await python.catch(() => (python = startPython()));
  return JSON.parse(answers(kind, JSON.stringify(asked), toPython(bytes ?? new Uint8Array())));
}

async function startPython() {
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: "pyodide/" });
  for (const name of await (await fetch("wheels.json")).json()) {
    pyodide.unpackArchive(await (await fetch("wheels/" + name)).arrayBuffer(), "wheel");
  }
  const answers = pyodide.runPython(`
import json
from textrepair.web.answers import answered, decoded, repaired

def answers(kind, asked, data):
    asked = json.loads(asked)
    call = (lambda: decoded(bytes(data), asked)) if kind == "decode" else (lambda: repaired(asked))
    return json.dumps(answered(call))

answers`);
  return { answers, toPython: (bytes) => pyodide.toPy(bytes) };
}

self.onmessage = async ({ data: { id, kind, asked, bytes } }) => {
  try {
    self.postMessage({ id, answer: await ask(kind, asked, bytes) });
  } catch (error) {
    self.postMessage({ id, answer: { error: String(error.message ?? error) } });
  }
};
