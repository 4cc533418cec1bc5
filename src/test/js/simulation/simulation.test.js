import { test } from "node:test";
import { World } from "./world.js";

const SEEDS = Number(process.env["SEEDS"] ?? 100);
const FIRST = Number(process.env["FIRST_SEED"] ?? 1);

/** @param {number} seed */
async function simulate(seed) {
  const world = new World(seed, {
    undo: seed % 2 === 0,
    storage: seed % 3 !== 0,
    limits: seed % 5 < 3,
    refusals: seed % 4 === 1,
    logs: seed % 7 < 3,
  });
  try {
    await world.begin();
    await world.run();
    await world.heal();
    world.judge();
  } catch (failure) {
    if (process.env["STORY"]) console.log(world.story.join("\n"));
    throw failure;
  }
}

/** Seeds above a hundred that once found something. */
const FOUND = [118, 139, 149, 156, 175, 207, 210, 252, 301, 327, 393, 406, 465, 547, 613];

for (const seed of SEEDS < 1_000 && FIRST === 1 ? FOUND : []) {
  test(`[SAVED13] what was found once is mended (${seed})`, () => simulate(seed));
}

for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
  test(`[SAVED13] nothing is called saved that is not, and nothing is lost in silence (${seed})`, () => simulate(seed));
}
