import { isObject } from "./merge.js";
import { shortened } from "../text/graphemes.js";

/**
 * A JSON object as the lines of a tree, and what editing one of them makes of the object. Pure.
 *
 * @typedef {import("./merge.js").Json} Json
 * @typedef {import("./merge.js").JsonObject} JsonObject
 * @typedef {(string|number)[]} Path  names of members and places in lists
 * @typedef {"text"|"number"|"boolean"|"null"|"object"|"list"} Kind
 *
 * @typedef {object} Line
 * @property {string} id  unique, the same as long as the path is
 * @property {Path} path  never empty
 * @property {string} key
 * @property {Json} value
 * @property {Kind} kind
 * @property {boolean} open  its parts are shown below it
 * @property {number} size  how many parts it has
 * @property {number} at  its place among its siblings, from 1
 * @property {number} of  how many siblings there are, itself included
 */

/** @param {Json} value @returns {Kind} */
export function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (isObject(value)) return "object";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

/** @param {Path} path */
export function idOf(path) {
  return JSON.stringify(path);
}

/** A path as people read it; places in lists count from 1. @param {Path} path */
export function spoken(path) {
  return path.map((step) => (typeof step === "number" ? step + 1 : step)).join(" › ");
}

/** Whether a path names a place in a list. @param {Path} path */
export function inList(path) {
  return typeof path.at(-1) === "number";
}

/** Which line is the next where one goes away: what follows it, else what precedes it. @param {readonly Line[]} all @param {Path} path @returns {string} its id, or empty */
export function neighbour(all, path) {
  const at = all.findIndex(({ id }) => id === idOf(path));
  const after = all.slice(at + 1).find((line) => line.path.length <= path.length);
  return (inList(path) && after?.path.length === path.length ? all[at] : (after ?? all[at - 1]))?.id ?? "";
}

/** @param {Json} value @returns {[string|number, Json][]} */
function parts(value) {
  if (Array.isArray(value)) return value.map((item, at) => [at, item]);
  return isObject(value) ? Object.entries(value) : [];
}

/**
 * @param {JsonObject} root
 * @param {(id: string) => boolean} isOpen
 * @param {number} [most]  no more lines than these
 * @returns {Line[]}
 */
export function lines(root, isOpen, most = 2_000) {
  /** @type {Line[]} */
  const found = [];
  /** @param {Json} value @param {Path} above */
  const walk = (value, above) => {
    const all = parts(value);
    for (const [at, [key, part]] of all.entries()) {
      if (found.length >= most) return;
      const path = [...above, key];
      const id = idOf(path);
      const open = isOpen(id);
      const size = parts(part).length;
      found.push({
        id,
        path,
        key: String(key),
        value: part,
        kind: kindOf(part),
        open: open && size > 0,
        size,
        at: at + 1,
        of: all.length,
      });
      if (open) walk(part, path);
    }
  };
  walk(root, []);
  return found;
}

/** What stands at a path; undefined where nothing does. @param {Json|undefined} root @param {Path} path @returns {Json|undefined} */
export function valueAt(root, path) {
  /** @type {any} */
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

/**
 * The object with another value at a path: undefined takes it away, a list's length as the last step adds to the list.
 *
 * @param {Json|undefined} value
 * @param {Path} path
 * @param {Json|undefined} change
 * @returns {any}
 */
export function withValue(value, [step, ...rest], change) {
  if (step === undefined) return change;
  const inner = rest.length === 0 ? change : withValue(valueAt(value, [step]), rest, change);
  if (Array.isArray(value)) {
    const at = Number(step);
    return inner === undefined
      ? value.filter((_, place) => place !== at)
      : [...value.slice(0, at), inner, ...value.slice(at + 1)];
  }
  const members = new Map(isObject(value) ? Object.entries(value) : []);
  if (inner === undefined) members.delete(String(step));
  else members.set(String(step), inner);
  return Object.fromEntries(members);
}

/** The object with a member under another name, in the same place. @param {JsonObject} root @param {Path} path @param {string} name */
export function renamed(root, path, name) {
  const above = path.slice(0, -1);
  const holder = valueAt(root, above);
  if (!isObject(holder)) return root;
  const old = String(path.at(-1));
  const members = Object.entries(holder)
    .filter(([key]) => key !== name || key === old)
    .map(([key, value]) => [key === old ? name : key, value]);
  return withValue(root, above, Object.fromEntries(members));
}

/**
 * What somebody has typed, as a value of a kind.
 *
 * @param {Kind} kind
 * @param {string} typed
 * @returns {{value: Json}|{problem: string}}
 */
export function valueOf(kind, typed) {
  switch (kind) {
    case "text":
      return { value: typed };
    case "number": {
      const value = Number(typed.trim().replace(",", "."));
      return typed.trim() !== "" && Number.isFinite(value) ? { value } : { problem: "Enter a number." };
    }
    case "boolean":
      return { value: typed === "true" };
    case "null":
      return { value: null };
    case "object":
    case "list":
      return structure(kind, typed);
  }
}

/** @param {"object"|"list"} kind @param {string} typed @returns {{value: Json}|{problem: string}} */
function structure(kind, typed) {
  const text = typed.trim();
  if (text === "") return { value: kind === "list" ? [] : {} };
  try {
    const value = JSON.parse(text);
    if (kindOf(value) !== kind)
      return { problem: kind === "list" ? "Enter a list, such as [1, 2]." : 'Enter an object, such as {"a": 1}.' };
    return hasNull(value)
      ? { problem: "Only lists can contain null. In an object, null removes the entry." }
      : { value };
  } catch {
    return { problem: "Enter valid JSON." };
  }
}

/** Whether a member of an object is null that a merge patch would take away. @param {Json} value @returns {boolean} */
function hasNull(value) {
  return isObject(value) && Object.values(value).some((one) => one === null || hasNull(one));
}

/** @param {Json} value @returns {string} what a field shows of it */
export function typed(value) {
  return typeof value === "string"
    ? value
    : typeof value === "object" && value !== null
      ? JSON.stringify(value, null, 2)
      : String(value);
}

/** @param {Json|undefined} value @param {number} [most] @returns {string} one line that tells what it is */
export function preview(value, most = 60) {
  if (value === undefined) return "nothing";
  const text =
    typeof value === "string"
      ? `“${value}”`
      : typeof value === "boolean"
        ? value
          ? "yes"
          : "no"
        : JSON.stringify(value);
  return shortened(text, most);
}

/** @param {string} name @param {JsonObject} siblings @param {string} [old]  its name so far @returns {string} what is wrong with it; empty where nothing is */
export function nameFlaw(name, siblings, old) {
  if (name === "") return "Enter a name.";
  if (name.length > 256) return "Use at most 256 characters for the name.";
  if (["__proto__", "constructor", "prototype"].includes(name)) return "This name is reserved. Choose another one.";
  return name !== old && Object.hasOwn(siblings, name) ? "This name is taken. Choose another one." : "";
}

/**
 * What a key means in the tree.
 *
 * @param {string} key  as in KeyboardEvent
 * @param {readonly Line[]} all
 * @param {string} current  the id of the line that is chosen
 * @returns {{act: "go"|"open"|"shut"|"value"|"name"|"part"|"remove", path: Path}|null} null where it means nothing
 */
export function keyed(key, all, current) {
  const at = all.findIndex(({ id }) => id === current);
  const line = all[at];
  if (!line) return null;
  const { path, kind, open, size } = line;
  const folds = kind === "object" || kind === "list";
  const go = (/** @type {Path|undefined} */ to) => ({
    act: /** @type {const} */ ("go"),
    path: to && to.length > 0 ? to : path,
  });
  switch (key) {
    case "ArrowDown":
      return go(all[at + 1]?.path);
    case "ArrowUp":
      return go(all[at - 1]?.path);
    case "Home":
      return go(all[0]?.path);
    case "End":
      return go(all.at(-1)?.path);
    case "ArrowRight":
      return open ? go(all[at + 1]?.path) : size > 0 ? { act: "open", path } : null;
    case "ArrowLeft":
      return open ? { act: "shut", path } : go(path.slice(0, -1));
    case "Enter":
      return { act: "value", path };
    case "F2":
      return inList(path) ? null : { act: "name", path };
    case "Insert":
    case "+":
      return { act: "part", path: folds ? path : path.slice(0, -1) };
    case "Delete":
    case "Backspace":
      return { act: "remove", path };
    default:
      return null;
  }
}
