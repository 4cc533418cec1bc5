import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { emptyFeed, met, told } from "../../main/webapp/page/feed.js";
import { initials, inkOn, safeColor, shown, span } from "../../main/webapp/sync/format.js";
import { languageOf } from "../../main/webapp/editor/languages.js";
import { joined } from "../../main/webapp/editor/runs.js";
import { connect, isDocumentName, isSessionId } from "../../main/webapp/sync/tutti.js";
import { hashOf, panelAt, tabByKey } from "../../main/webapp/page/panels.js";
import { POINTS, STRANDS, glide, trace } from "../../main/webapp/page/drawing.js";
import { ADA, BO, Surroundings, broadcast } from "./surroundings.js";
import { dice } from "./text/editor.js";

const main = new URL("../../main/", import.meta.url);
const webapp = new URL("webapp/", main);
const index = readFileSync(new URL("index.html", webapp), "utf8");

/** @param {URL} folder @returns {URL[]} */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(new URL(`${entry.name}/`, folder)) : [new URL(entry.name, folder)],
  );
}

/** @param {URL} file */
const text = (file) => readFileSync(file, "utf8");

test("[WEB40] the content security policy knows the hash of the page's import map", () => {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(index)?.[1] ?? "";
  const hash = `sha256-${createHash("sha256").update(map).digest("base64")}`;
  const policies = filesUnder(main)
    .filter((file) => /\.(java|xml|properties)$/.test(file.pathname))
    .flatMap((file) => text(file).match(/sha256-[A-Za-z0-9+/]{43}=/g) ?? []);
  assert.deepEqual(
    [...new Set(policies)].filter((one) => one !== hash),
    [],
    `the import map's hash is ${hash}`,
  );
  assert.ok(text(new URL("../../../docs/client.md", import.meta.url)).includes(hash), `docs/client.md names ${hash}`);
});

test("[WEB41] the page has no inline script beside its import map, no inline handler and no foreign address", () => {
  assert.equal((index.match(/<script(?![^>]*(src=|importmap))/g) ?? []).length, 0);
  for (const file of filesUnder(webapp).filter((one) => /\.(html|js|css)$/.test(one.pathname))) {
    assert.doesNotMatch(
      text(file).replace(/http:\/\/www\.w3\.org|https:\/\/example\.org/g, ""),
      /https?:\/\/\w/,
      file.pathname,
    );
    if (file.pathname.endsWith(".html")) assert.doesNotMatch(text(file), /\son\w+=/, file.pathname);
  }
});

test("[WEB42] every module that is imported by a relative path exists, with its suffix", () => {
  for (const file of filesUnder(webapp).filter((one) => one.pathname.endsWith(".js"))) {
    for (const [, path = ""] of text(file).matchAll(/^(?:import|export|\}) (?:.*? ?from )?"(\.[^"]+)"/gm)) {
      if (path) assert.ok(existsSync(new URL(path, file)), `${file.pathname} imports ${path}`);
    }
    assert.ok(text(file).split("\n").length <= 401, `${file.pathname} is too long`);
  }
});

test("[WEB43] the feed joins one gesture into one line and keeps where it began", () => {
  /** @type {import("../../main/webapp/page/feed.js").Feed} */
  let feed = { ...met(emptyFeed(), [ADA, BO]), values: { mu: 0.5 } };
  for (const [at, value] of [
    [0, 0.51],
    [100, 0.52],
    [200, 0.53],
  ])
    feed = told(feed, broadcast(1, { mu: value ?? 0 }), at ?? 0);
  assert.deepEqual(
    feed.entries.map(({ name, from, to }) => [name, from, to]),
    [["Bo", 0.5, 0.53]],
  );
  feed = told(feed, broadcast(4, { mu: 0.6 }, { userId: ADA.id }), 300);
  assert.deepEqual(
    feed.entries.map(({ name, from, to }) => [name, from, to]),
    [
      ["Ada", 0.53, 0.6],
      ["Bo", 0.5, 0.53],
    ],
  );
});

test("[WEB44] coming back after a short loss is no news", () => {
  let feed = met(emptyFeed(), [ADA, BO]);
  feed = told(feed, { type: "session:left", payload: { userId: BO.id } }, 0);
  assert.equal(feed.entries[0]?.kind, "left");
  feed = told(feed, { type: "session:joined", payload: { user: BO } }, 5_000);
  assert.deepEqual(feed.entries, []);
  feed = told(feed, { type: "session:left", payload: { userId: BO.id } }, 10_000);
  feed = told(feed, { type: "session:joined", payload: { user: BO } }, 100_000);
  assert.deepEqual(
    feed.entries.map((entry) => entry.kind),
    ["joined", "left"],
  );
});

test("[WEB45] a settled conflict is told once", () => {
  let feed = met(emptyFeed(), [ADA, BO]);
  feed = told(
    feed,
    { type: "conflict:closed", payload: { param: "mu", value: 0.6, strategy: "average", userId: ADA.id } },
    0,
  );
  feed = told(feed, broadcast(2, { mu: 0.6 }, { userId: ADA.id }), 1);
  assert.deepEqual(
    feed.entries.map((entry) => entry.kind),
    ["settled"],
  );
  feed = told(feed, broadcast(3, { mu: 0.61 }, { userId: BO.id }), 2);
  feed = told(
    feed,
    { type: "conflict:closed", payload: { param: "mu", value: 0.61, strategy: "yours", userId: BO.id } },
    3,
  );
  assert.deepEqual(
    feed.entries.map((entry) => entry.kind),
    ["settled", "settled"],
  );
});

test("[WEB46] colours and initials of strangers are safe to show", () => {
  assert.match(safeColor("red;background:url(//x)", "anon_1"), /^#[0-9a-f]{6}$/);
  assert.deepEqual(
    [initials("Ada Lovelace"), initials("<b>bo</b>"), initials("  "), initials("李 明")],
    ["AL", "B", "?", "李明"],
  );
  assert.deepEqual([inkOn("#ffffff"), inkOn("#0369a1")], ["#000000", "#ffffff"]);
});

test("[WEB47] values show the digits of their step, and more where they have more", () => {
  assert.deepEqual(
    [shown(0.6, { step: 0.001 }), shown(0.0207, { step: 0.001 }), shown(0.1 + 0.2), shown(12345.678), shown(undefined)],
    ["0.600", "0.0207", "0.3", "12345.68", "–"],
  );
});

test("[WEB48] the drawing stays on its stage for every value and ends where it is going", () => {
  const strand = new Float32Array(2 * POINTS);
  for (const mu of [0.5, 0.7]) {
    for (const omega of [0.5, 1.5]) {
      for (const kappa of [0.01, 0.05]) {
        for (let at = 0; at < STRANDS; at++) trace({ mu, omega, kappa, beta: 1 - mu - 10.8 * kappa }, at, 1.3, strand);
        assert.ok(strand.every((one) => Number.isFinite(one) && Math.abs(one) <= 1));
      }
    }
  }
  const target = { mu: 0.7, omega: 1.5, kappa: 0.05, beta: -0.24 };
  let now = { mu: 0.5, omega: 0.5, kappa: 0.01, beta: 0.39 };
  for (let frame = 0; frame < 200; frame++) now = glide(now, target, 25);
  assert.deepEqual(now, target);
});

test("[WEB49] a control reaches every value, also of a parameter without bounds", () => {
  assert.deepEqual(span({ min: 0, max: 10, initial: 5 }, 7), { min: 0, max: 10 });
  for (const spec of [{ initial: 3 }, { initial: -40 }, { min: 2, initial: 3 }, { max: 5, initial: 3 }, {}]) {
    for (const value of [2.5, 3, 4.5, 1000, -1000]) {
      const { min, max } = span(spec, value);
      const { min: least = -Infinity, max: most = Infinity } =
        /** @type {import("../../main/webapp/sync/types.js").ParameterSpec} */ (spec);
      if (value < least || value > most) continue;
      assert.ok(
        min <= value && value <= max && min < max && min >= least && max <= most,
        `${JSON.stringify(spec)} at ${value}: ${min} to ${max}`,
      );
    }
  }
});

test("[WEB64] an address names a panel and a place in it, and a wrong one the first panel", () => {
  const panels = [{ id: "parameters" }, { id: "documents" }];
  for (const place of ["", "main", "a/b.md", "100%", "né #2"]) {
    assert.deepEqual(panelAt(panels, hashOf("documents", place)), { panel: panels[1], place });
  }
  for (const hash of ["", "#", "#nothing", "#nothing/main", "#/x"])
    assert.deepEqual(panelAt(panels, hash), { panel: panels[0], place: "" }, hash);
  assert.deepEqual(
    panelAt(panels, "#documents/%E0%A4%A"),
    { panel: panels[1], place: "" },
    "a broken escape is no place",
  );
});

test("[WEB65] arrow keys go round the tabs, Home and End to their ends, others nowhere", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "Home", "End", "a"].map((key) => tabByKey(key, 2, 3)),
    [0, 1, 0, 2, null],
  );
  assert.deepEqual([tabByKey("ArrowLeft", 0, 3), tabByKey("ArrowRight", 0, 1)], [2, 0]);
});

test("[WEB66] the import map leads to the editor's packages in the versions that the build unpacks", () => {
  const { imports } = JSON.parse(/<script type="importmap">([\s\S]*?)<\/script>/.exec(index)?.[1] ?? "{}");
  const pom = text(new URL("../../../pom.xml", import.meta.url));
  const unpacked = [
    ...pom.matchAll(
      /<groupId>org\.mvnpm(?:\.at\.(\w+))?<\/groupId><artifactId>([\w-]+)<\/artifactId><version>([\d.]+)</g,
    ),
  ].map(([, scope, name, version]) => [scope ? `@${scope}/${name}` : name, version]);
  const led = Object.entries(imports).flatMap(([name, path]) => {
    const version = /\/vendor\/.*?\/(\d[\d.]*)\//.exec(path.replace("./", "/"))?.[1];
    return version ? [[name, version]] : [];
  });
  assert.ok(unpacked.length > 20);
  assert.deepEqual(led.map(String).sort(), unpacked.map(String).sort());
});

test("[WEB67] every package that the editor imports is in the import map", () => {
  for (const file of filesUnder(new URL("editor/", webapp))) {
    for (const [, name = ""] of text(file).matchAll(/(?:from|import\() ?"(@?[a-z][^".]*)"/g))
      assert.ok(index.includes(`"${name}":`), `${file.pathname} imports ${name}`);
  }
});

test("[WEB68] an id that no session can have is said at once, and nothing is tried", async () => {
  for (const id of ["../x", "", "a b", "x".repeat(65), "ä"]) {
    const around = new Surroundings();
    const session = connect(id, { base: "https://example.org/", host: around.host });
    const { status } = session;
    assert.deepEqual(
      [status.state, "code" in status && status.code, "final" in status && status.final],
      ["closed", 4404, true],
    );
    await around.pass(60_000);
    assert.deepEqual([around.sockets.length, around.requests.length], [0, 0], id);
  }
  assert.deepEqual(["Tue-s_day1", "a/b"].map(isSessionId), [true, false]);
  assert.deepEqual(["notes.v2_final-1.md", "a/b"].map(isDocumentName), [true, false]);
});

test("[WEB69] changes that follow each other are joined into runs that do the same", () => {
  const typed = [..."typing"].map((letter, at) => ({ unit: at, removed: 0, inserted: letter }));
  assert.deepEqual(joined(typed), [{ unit: 0, removed: 0, inserted: "typing" }]);
  assert.deepEqual(joined([9, 8, 7].map((unit) => ({ unit, removed: 1, inserted: "" }))), [
    { unit: 7, removed: 3, inserted: "" },
  ]);
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    const before = "0123456789abcdefghij";
    let length = before.length;
    const changes = Array.from({ length: 1 + roll(12) }, () => {
      const unit = roll(length + 1);
      const removed = Math.min(roll(4), length - unit);
      const inserted = "XYZ".slice(roll(4));
      length += inserted.length - removed;
      return { unit, removed, inserted };
    });
    const applied = (/** @type {typeof changes} */ list) =>
      list.reduce(
        (shown, { unit, removed, inserted }) => shown.slice(0, unit) + inserted + shown.slice(unit + removed),
        before,
      );
    assert.equal(applied(joined(changes)), applied(changes), `seed ${seed}`);
  }
});

test("[WEB70] a document's ending says its language, and none is plain text", () => {
  assert.deepEqual(
    ["a.js", "b.TSX", "c.md", "main", "x.constructor", "y.unknown"].map((name) => languageOf(name)?.label ?? null),
    ["JavaScript", "TypeScript", "Markdown", null, null, null],
  );
});
