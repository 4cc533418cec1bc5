// docs/asyncapi.yaml: valid, and true in what can be looked up in the sources.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

const ROOT = new URL("../../../", import.meta.url);
const JAVA = "src/main/java/io/tutti/";
const document = await readFile(new URL("docs/asyncapi.yaml", ROOT), "utf8");
/** @type {any} */
const parser = await import("@asyncapi/parser").catch(() => null);

/** @param {string} file */
const source = (file) => readFile(new URL(JAVA + file, ROOT), "utf8");

/** @param {string} folder */
async function sources(folder) {
  const files = await readdir(new URL(JAVA + folder, ROOT));
  const texts = await Promise.all(files.filter((file) => file.endsWith(".java")).map((file) => source(folder + file)));
  return texts.join("\n");
}

/** @param {RegExp} pattern @param {string} text */
const found = (pattern, text) => new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? ""));

test(
  "The AsyncAPI parser has nothing to say against the description of the WebSocket messages",
  { skip: parser ? false : "run npm install first" },
  async () => {
    const { document: parsed, diagnostics } = await new parser.Parser().parse(document);
    assert.deepEqual(
      diagnostics.map((/** @type {any} */ flaw) => `${flaw.path.join(".")}: ${flaw.message}`),
      [],
    );
    for (const channel of parsed.channels().all()) {
      const used = new Set(
        channel
          .operations()
          .all()
          .flatMap((/** @type {any} */ operation) =>
            operation
              .messages()
              .all()
              .map((/** @type {any} */ message) => message.id()),
          ),
      );
      const listed = channel
        .messages()
        .all()
        .map((/** @type {any} */ message) => message.id());
      assert.deepEqual(
        listed.filter((/** @type {string} */ id) => !used.has(id)),
        [],
        `messages of ${channel.id()} that nobody sends`,
      );
    }
  },
);

test("Every error code of the native protocol is described, and no other", async () => {
  const enumeration = await source("identity/ErrorCode.java");
  const codes = found(/^ {2}([A-Z_]+)\((?:true|false)\)/gm, enumeration);
  codes.delete("STALE_EPOCH"); // the native protocol says it as doc:stale
  const described = /code:\n\s+enum: \[([a-z_, ]+)\]/.exec(document)?.[1] ?? "";
  assert.deepEqual(described.split(", ").sort(), [...codes].map((code) => code.toLowerCase()).sort());
});

test("Every type of a message that the sources name is described", async () => {
  const names = found(/^ {6}name: '?([a-z_:]+)'?$/gm, document);
  const types = found(
    /"((?:session|param|conflict|participant|doc|state|chat|presence|rtc|story|auth|user|access):[a-z_]+)"/g,
    await sources("edge/websocket/v1/"),
  );
  found(/frame\("([a-z_]+)"/g, await sources("edge/websocket/novel/")).forEach((type) => types.add(type));
  found(/case "([a-z_]+)"/g, await source("edge/websocket/novel/ClientMessageDecoder.java")).forEach((type) =>
    types.add(type),
  );
  assert.ok(types.size > 50, `${types.size} types`);
  assert.deepEqual(
    [...types].filter((type) => !names.has(type)),
    [],
  );
});
