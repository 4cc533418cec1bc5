/** What recorded sessions cost in the browser's twin: `node src/test/js/text/trace.bench.js`. Prints min and median. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { TextDocument } from "../../../main/webapp/sync/text/document.js";

const ROUNDS = 25;
const file = new URL("../../resources/text/automerge-paper.json.gz", import.meta.url);
const trace = JSON.parse(gunzipSync(readFileSync(file)).toString());
const patches = trace.txns.flatMap((/** @type {{patches: any[]}} */ step) => step.patches);

/** @param {TextDocument} document @param {[number, number, string]} patch */
function type(document, [index, removed, inserted]) {
  const operation = removed > 0 ? document.deletion(index, removed) : document.insertion("typist", index, inserted);
  document.integrate(operation);
  return operation;
}

/** @param {string} name @param {() => TextDocument} work */
function measure(name, work) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const document = work();
    times.push(performance.now() - start);
    if (document.text() !== trace.endContent) throw new Error(`${name} ends in another text`);
  }
  times.sort((a, b) => a - b);
  console.log(`${name}: min ${times[0].toFixed(1)} ms, median ${times[ROUNDS >> 1].toFixed(1)} ms`);
}

const typist = new TextDocument();
const operations = JSON.parse(JSON.stringify(patches.map((/** @type {any} */ patch) => type(typist, patch))));
const state = { epoch: 1, text: typist.text(), runs: typist.runs() };
measure("automerge-paper, remote", () => {
  const document = new TextDocument();
  for (const operation of operations) document.integrate(operation);
  return document;
});
measure("automerge-paper, local", () => {
  const document = new TextDocument();
  for (const patch of patches) type(document, patch);
  return document;
});
measure("automerge-paper, from its state", () => TextDocument.from(state));
