import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ago, safeColor } from "../sync/format.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import {
  idOf,
  inList,
  keyed,
  lines,
  neighbour,
  preview,
  renamed,
  spoken,
  valueAt,
  withValue,
} from "../sync/state/view.js";
import { difference, isObject } from "../sync/state/merge.js";
import { own } from "../sync/record.js";
import { stateStyles } from "./state-styles.js";
import "./tutti-avatar.js";
import "./tutti-state-changes.js";
import "./tutti-state-form.js";
import "./tutti-state-stale.js";

/**
 * @typedef {import("../sync/state/view.js").Line} Line
 * @typedef {import("../sync/state/view.js").Path} Path
 * @typedef {import("../sync/state/merge.js").Json} Json
 *
 * @typedef {{what: "value"|"name"|"part", path: Path, baseVersion: number}} Editing  `part`: something new below the path
 * @typedef {{path: Path, mine: Json|undefined, theirs: Json|undefined, by: string, version: number, what: string, again: (root: import("../sync/state/merge.js").JsonObject) => import("../sync/state/merge.js").JsonObject}} Stale
 */

const REFRESH_MILLIS = 15_000;

/** The panel of the shared state: a tree to read and to edit, and who changed what. */
export class TuttiState extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    active: { type: Boolean },
    place: {},
    now: { state: true },
    current: { state: true },
    shut: { state: true },
    editing: { state: true },
    stale: { state: true },
    problem: { state: true },
    busy: { state: true },
    removed: { state: true },
  };

  static styles = [baseStyles, stateStyles];

  /** @type {(() => void)[]} */
  #stops = [];
  /** @type {import("../sync/session/client.js").Session|null} */
  #session = null;
  /** @type {any} */
  #timer = null;
  #looked = false;

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.active = false;
    this.place = "";
    this.now = Date.now();
    this.current = "";
    /** @type {ReadonlySet<string>} */
    this.shut = new Set();
    /** @type {Editing|null} */
    this.editing = null;
    /** @type {Stale|null} */
    this.stale = null;
    this.problem = "";
    this.busy = false;
    /** @type {{path: Path, value: Json|undefined, name: string}|null} what this person took away last */
    this.removed = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => (this.now = Date.now()), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    for (const stop of this.#stops) stop();
    this.#session = null;
  }

  willUpdate() {
    const session = this.visit?.session ?? null;
    if (session === this.#session || !session) return;
    for (const stop of this.#stops) stop();
    this.#session = session;
    this.#stops = [session.on("shared", () => this.#heard())];
    this.#looked = false;
  }

  #heard() {
    this.now = Date.now();
    this.requestUpdate();
    if (this.#looked || !this.#shared.view.known || !this.active) return;
    this.#looked = true;
    this.#shared.history().catch(() => {}); // What cannot be read is not shown; those to come are.
  }

  get #shared() {
    return /** @type {import("../sync/session/client.js").Session} */ (this.#session).shared;
  }

  get #locked() {
    return this.state?.role === "viewer" || this.state?.status.state === "closed";
  }

  /** @returns {Line[]} */
  get #lines() {
    return lines(this.#shared.value, (id) => !this.shut.has(id));
  }

  render() {
    if (!this.#session || !this.state) return "";
    const { view } = this.#shared;
    const all = this.#lines;
    const at = all.findIndex(({ id }) => id === this.current);
    const adding = this.editing?.what === "part" && this.editing.path.length === 0;
    return html`<div class="stage"><section class="card" aria-labelledby="state-title" data-testid="state" data-version=${view.version}>
        <div class="bar"><h2 id="state-title">Shared data</h2><span class="small muted number">version ${view.version}</span>
          ${this.#locked ? html`<span class="viewer small" data-testid="state-viewer">read only</span>` : html`<button type="button" class="quiet" data-testid="state-new" @click=${() => this.#edit("part", [])}>${icons.plus}Add</button>`}</div>
        ${this.stale && !all.some(({ id }) => this.stale && id === idOf(this.stale.path)) ? this.#overtaking() : ""}
        ${this.problem ? html`<p class="problem" role="alert" data-testid="state-problem">${this.problem}</p>` : ""}
        ${this.removed ? html`<p class="undo small" role="status">You removed ${this.removed.name}. <button type="button" data-testid="state-undo" @click=${this.#putBack}>Undo</button></p>` : ""}
        ${!view.known ? html`<p class="empty" role="status">Loading the data…</p>` : all.length === 0 && !adding ? html`<div class="empty" data-testid="state-empty"><p>There is no data yet. Everyone in this session sees what you add.</p></div>` : ""}
        <div role="tree" aria-label="Shared data" tabindex=${all.length > 0 ? 0 : -1} aria-activedescendant=${at < 0 ? nothing : `line-${at}`} @focus=${() => at < 0 && (this.current = all[0]?.id ?? "")} @keydown=${this.#key}>${repeat(
          all,
          ({ id }) => id,
          (line, place) => this.#line(line, place),
        )}</div>
        ${adding ? this.#form([]) : ""}
        ${this.#locked || all.length === 0 ? "" : html`<p class="hint small muted"><kbd>↑ ↓</kbd> move · <kbd>← →</kbd> fold · <kbd>Enter</kbd> edit · <kbd>F2</kbd> rename · <kbd>Insert</kbd> add · <kbd>Delete</kbd> remove</p>`}</section>
      <tutti-state-changes .changes=${view.changes} .now=${this.now} .person=${(/** @type {string|null} */ id) => this.#person(id)}></tutti-state-changes></div>`;
  }

  /** @param {Line} line @param {number} at */
  #line(line, at) {
    const { id, path, key, kind, open, size, value } = line;
    const top = path.length === 1;
    const touch = top ? own(this.#shared.touched, key) : undefined;
    const folds = kind === "object" || kind === "list";
    const { editing } = this;
    const here = editing && idOf(editing.path) === id;
    const who = touch ? this.#person(touch.userId) : null;
    const numbered = inList(path);
    if (here && editing.what !== "part") return this.#form(path);
    return html`<div class="line ${top ? "top" : ""} ${id === this.current ? "current" : ""} ${touch && this.now - touch.at < 1500 && touch.userId !== this.state?.userId ? "flash" : ""}" role="treeitem" id="line-${at}" style="--depth: ${path.length - 1}; --who: ${safeColor(who?.color, touch?.userId ?? "")}"
        aria-level=${path.length} aria-posinset=${line.at} aria-setsize=${line.of} aria-selected=${id === this.current} aria-expanded=${folds && size > 0 ? String(open) : nothing} data-testid="state-line" data-path=${path.join(".")}
        @click=${() => (this.current = id)} @dblclick=${() => this.#edit("value", path)}>
      ${folds && size > 0 ? html`<button type="button" class="twist ${open ? "open" : ""}" tabindex="-1" aria-hidden="true" @click=${() => this.#fold(id, open)}>${icons.chevron}</button>` : html`<span class="twist"></span>`}
      <span class="key ${numbered ? "index" : ""}">${numbered ? Number(key) + 1 : key}</span>
      <span class="value ${kind === "number" ? "number-kind" : kind}">${folds ? (open ? "" : size === 0 ? (kind === "list" ? "empty list" : "empty group") : `${size} ${size === 1 ? "entry" : "entries"}`) : preview(value, 200)}</span>
      ${touch && who ? html`<span class="who" data-testid="state-who" title="${who.label} changed it"><tutti-avatar .name=${who.name} .color=${who.color} .seed=${touch.userId ?? ""} .size=${20}></tutti-avatar><span class="name">${who.label} ·</span> <span>${ago(touch.at, this.now)}</span></span>` : ""}
      ${
        this.#locked
          ? ""
          : html`<span class="tools">${folds ? this.#tool("Add to", key, "add", icons.plus, () => this.#edit("part", path)) : ""}${this.#tool("Edit", key, "edit", icons.pen, () => this.#edit("value", path))}
        ${numbered ? "" : this.#tool("Rename", key, "rename", icons.name, () => this.#edit("name", path))}${this.#tool("Remove", key, "remove", icons.bin, () => this.#remove(path))}</span>`
      }</div>
      ${here && editing.what === "part" ? this.#form(path) : ""}${this.stale && idOf(this.stale.path) === id ? this.#overtaking() : ""}`;
  }

  #overtaking() {
    return html`<tutti-state-stale .stale=${this.stale} .busy=${this.busy} @mine=${this.#insist} @theirs=${() => (this.stale = null)}></tutti-state-stale>`;
  }

  /** @param {string} word @param {string} key @param {string} test @param {unknown} icon @param {() => void} act */
  #tool(word, key, test, icon, act) {
    return html`<button type="button" class="quiet icon" tabindex="-1" title=${word} aria-label="${word} ${key}" data-testid="state-${test}" @click=${act}>${icon}</button>`;
  }

  /** @param {Path} path */
  #form(path) {
    const editing = /** @type {Editing} */ (this.editing);
    return html`<tutti-state-form .what=${editing.what} .path=${path} .root=${this.#shared.value} .busy=${this.busy} style="--depth: ${editing.what === "part" ? path.length : path.length - 1}"
      @cancel=${this.#leave} @value=${(/** @type {CustomEvent} */ event) => this.#value(event.detail)} @name=${(/** @type {CustomEvent} */ event) => this.#rename(event.detail.name)}></tutti-state-form>`;
  }

  /** @param {string|null} id */
  #person(id) {
    const known =
      this.state?.users.find((user) => user.id === id) ?? (id === null ? undefined : this.visit?.people[id]);
    const name = id === null ? "The server" : (known?.name ?? "Someone");
    return { name, label: id !== null && id === this.state?.userId ? "You" : name, color: known?.color ?? "" };
  }

  /** @param {string} id @param {boolean} open */
  #fold(id, open) {
    this.shut = open ? new Set([...this.shut, id]) : new Set([...this.shut].filter((one) => one !== id));
  }

  /** @param {Editing["what"]} what @param {Path} path */
  #edit(what, path) {
    if (this.#locked) return;
    this.problem = "";
    this.editing = { what, path, baseVersion: this.#shared.version };
    if (path.length > 0) this.shut = new Set([...this.shut].filter((one) => one !== idOf(path) || what !== "part"));
  }

  #leave() {
    this.editing = null;
    void this.updateComplete.then(() =>
      /** @type {HTMLElement|null} */ (this.renderRoot.querySelector('[role="tree"]'))?.focus(),
    );
  }

  /** @param {{path: Path, value: Json}} change */
  #value({ path, value }) {
    void this.#change(path, value, (root) => withValue(root, path, value), preview(value));
  }

  /** @param {string} name */
  #rename(name) {
    const { path } = /** @type {Editing} */ (this.editing);
    void this.#change(
      path,
      valueAt(this.#shared.value, path),
      (root) => renamed(root, path, name),
      `the name ${preview(name)}`,
    );
  }

  /** @param {Path} path */
  #remove(path) {
    if (this.#locked) return;
    this.problem = "";
    const value = valueAt(this.#shared.value, path);
    const [kept, was] = inList(path)
      ? [path.slice(0, -1), valueAt(this.#shared.value, path.slice(0, -1))]
      : [path, value];
    this.current = neighbour(this.#lines, path);
    void this.#change(path, undefined, (root) => withValue(root, path, undefined), "to remove it").then(
      (done) => done && (this.removed = { path: kept, value: was, name: spoken(path) }),
    );
  }

  #putBack() {
    const { path, value } = /** @type {NonNullable<TuttiState["removed"]>} */ (this.removed);
    void this.#change(path, value, (root) => withValue(root, path, value), preview(value));
  }

  /** @param {Path} path @param {Json|undefined} mine @param {Stale["again"]} again @param {string} what @param {number} [version] */
  async #change(path, mine, again, what, version = this.editing?.baseVersion ?? this.#shared.version) {
    const shared = this.#shared;
    const patch = difference(shared.value, again(shared.value));
    this.removed = null;
    if (!patch) return void this.#leave();
    this.busy = true;
    try {
      await shared.patch(patch, { baseVersion: version });
      this.stale = null;
      if (valueAt(shared.value, path) !== undefined) this.current = idOf(path);
      this.#leave();
      return true;
    } catch (failure) {
      const { code, details, message } = /** @type {import("../sync/connection/outbox.js").CommandError} */ (failure);
      this.#leave();
      if (code !== "stale_version") this.problem = message;
      else this.stale = this.#overtaken(path, mine, again, what, details);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** @param {Path} path @param {Json|undefined} mine @param {Stale["again"]} again @param {string} what @param {Record<string, any>} details @returns {Stale} */
  #overtaken(path, mine, again, what, { version = this.#shared.version, values = {} }) {
    const [key = ""] = path;
    const inForce = isObject(values) && Object.hasOwn(values, key) ? values : this.#shared.value;
    const touch = own(this.#shared.touched, String(key));
    return {
      path,
      mine,
      theirs: valueAt(inForce, path) ?? undefined,
      by: this.#person(touch?.userId ?? null).label,
      version,
      what,
      again,
    };
  }

  #insist() {
    const { path, mine, again, what, version } = /** @type {Stale} */ (this.stale);
    void this.#change(path, mine, again, what, Math.max(version, this.#shared.version));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.composedPath()[0] !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const meant = keyed(event.key, this.#lines, this.current);
    if (!meant) return;
    event.preventDefault();
    const { path } = meant;
    switch (meant.act) {
      case "go":
        this.current = idOf(path);
        break;
      case "open":
      case "shut":
        this.#fold(idOf(path), meant.act === "shut");
        break;
      case "remove":
        this.#remove(path);
        break;
      default:
        this.#edit(meant.act, path);
    }
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(".line.current")?.scrollIntoView({ block: "nearest" }),
    );
  }
}

customElements.define("tutti-state", TuttiState);
