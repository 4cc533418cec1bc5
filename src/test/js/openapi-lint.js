// Holds a description of HTTP routes against Spectral's rules for OpenAPI: node openapi-lint.js FILE. Errors are printed.
import { readFile } from "node:fs/promises";

/** @param {string} name @returns {Promise<any>} */
const tool = async (name) => (await import(name)).default;

const { Spectral } = await tool("@stoplight/spectral-core");
const { oas } = await tool("@stoplight/spectral-rulesets");
const spectral = new Spectral();
spectral.setRuleset({ extends: [[oas, "recommended"]] });
const flaws = await spectral.run(JSON.parse(await readFile(process.argv[2] ?? "", "utf8")));
for (const { severity, path, message } of flaws) {
  if (severity === 0) console.log(`${path.join(".")}: ${message}`);
}
