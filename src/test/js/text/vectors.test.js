import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { TextDocument } from "../../../main/webapp/sync/text/document.js";
import { show } from "./editor.js";

const directory = new URL("../../resources/text/vectors/", import.meta.url);

for (const name of readdirSync(directory)) {
  /** @type {{operations: any[], waiting: number, clock: number, state: any}} */
  const vectors = JSON.parse(readFileSync(new URL(name, directory), "utf8"));

  test(`[TXT14] Each operation of ${name} comes out as written there, and so does the text`, () => {
    const document = new TextDocument();
    let editor = "";
    for (const { op, outcome, code } of vectors.operations) {
      const integration = document.integrate(op);
      assert.deepEqual([integration.outcome, "code" in integration ? integration.code : undefined], [outcome, code]);
      editor = show(integration, editor);
    }
    assert.equal(document.text(), vectors.state.text);
    assert.equal(editor, vectors.state.text);
    assert.equal(document.waiting, vectors.waiting);
    assert.equal(document.clock, vectors.clock);
    assert.deepEqual(
      document.runs(),
      vectors.state.runs.map((/** @type {any[]} */ run) => run.slice(0, 4)),
    );
  });

  test(`[TXT14] A document from the state at the end of ${name} knows all that was integrated`, () => {
    const document = TextDocument.from(vectors.state);
    assert.equal(document.text(), vectors.state.text);
    const seen = new TextDocument();
    for (const { op } of vectors.operations) {
      if (seen.integrate(op).outcome === "applied" && "ins" in op) {
        assert.equal(document.integrate(op).outcome, "known");
      }
    }
    assert.equal(document.text(), vectors.state.text);
  });
}
