import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ago, safeColor } from "../page/format.js";
import { icons } from "../page/icons.js";
import { look } from "../page/look.js";
import { idOf, keyed, lines, preview, renamed, valueAt, withValue } from "../page/tree.js";
import { difference, isObject } from "../sync/merge.js";
import { own } from "../sync/record.js";
import "./tutti-avatar.js";
import "./tutti-state-changes.js";
import "./tutti-state-form.js";
import "./tutti-state-stale.js";

/**
 * @typedef {import("../page/tree.js").Line} Line
 * @typedef {import("../page/tree.js").Path} Path
 * @typedef {import("../sync/merge.js").Json} Json
 *
 * @typedef {{what: "value"|"name"|"part", path: Path, baseVersion: number}} Editing  `part`: something new below the path
 * @typedef {{path: Path, mine: Json|undefined, theirs: Json|undefined, by: string, version: number, what: string, again: (root: import("../sync/merge.js").JsonObject) => import("../sync/merge.js").JsonObject}} Stale
 */

const REFRESH_MILLIS = 15_000;

/** The panel of the shared state: a tree to read and to edit, and who changed what. */
export class TuttiState extends LitElement {
  static properties = { visit: { attribute: false }, state: { attribute: false }, active: { type: Boolean }, place: {}, now: { state: true },
    current: { state: true }, shut: { state: true }, editing: { state: true }, stale: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [look, css`
    :host { display: block; max-width: 84rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; }
    .stage { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) 21rem; align-items: start; }
    .bar { display: flex; align-items: center; gap: 0.5rem; padding: 0.5rem 0.625rem 0.5rem 1.125rem; border-bottom: 1px solid var(--line); min-height: 3.25rem; }
    .bar h2 { flex: 1; }
    .viewer { padding: 0.125rem 0.5rem; border-radius: 99px; background: var(--sunken); font-weight: 600; white-space: nowrap; }
    [role="tree"] { padding: 0.375rem 0; }
    [role="tree"]:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
    .line { display: flex; align-items: center; gap: 0.5rem; min-height: 44px; padding: 0.125rem 0.625rem 0.125rem calc(0.5rem + var(--depth) * 1.375rem); position: relative; border-radius: 0; cursor: default; }
    .line:hover { background: color-mix(in srgb, var(--sunken) 55%, transparent); }
    .line.current { background: var(--tint); }
    .line.top + .line.top, .line:not(.top) + .line.top { border-top: 1px solid color-mix(in srgb, var(--line) 60%, transparent); }
    .twist { width: 24px; height: 24px; min-height: 24px; padding: 0; border: 0; background: transparent; flex: none; color: var(--muted); border-radius: 6px; }
    .twist svg { width: 14px; height: 14px; transition: transform 120ms; }
    .twist.open svg { transform: rotate(90deg); }
    .key { font-weight: 600; font-size: 0.9375rem; overflow-wrap: anywhere; flex: none; max-width: 45%; }
    .index { color: var(--muted); font-weight: 500; font-variant-numeric: tabular-nums; }
    .value { flex: 1; min-width: 0; font-family: var(--mono); font-size: 0.84rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .text { color: var(--code-string); } .number-kind { color: var(--code-number); } .boolean { color: var(--code-keyword); } .null, .object, .list { color: var(--muted); }
    .who { display: inline-flex; align-items: center; gap: 0.375rem; font-size: 0.8125rem; color: var(--muted); white-space: nowrap; flex: none; }
    .tools { display: none; gap: 0; flex: none; }
    .line.current .tools, .line:hover .tools { display: flex; }
    .tools button { width: 34px; min-height: 34px; border-radius: 8px; }
    .tools svg { width: 16px; height: 16px; }
    .line.flash { animation: flash 1.6s ease-out; }
    @keyframes flash { from { background: color-mix(in srgb, var(--who) 30%, transparent); } }
    .empty { padding: 2.5rem 1.5rem; text-align: center; display: grid; gap: 0.75rem; justify-items: center; color: var(--muted); }
    .hint { padding: 0.5rem 1.125rem; border-top: 1px solid var(--line); }
    kbd { font: inherit; font-weight: 600; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; padding: 0.5rem 1.125rem; }
    @media (max-width: 60rem) { .stage { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 46rem) {
      :host { padding: 0.75rem; }
      .hint { display: none; }
      .line { flex-wrap: wrap; padding-left: calc(0.25rem + var(--depth) * 1rem); }
      .line.current .tools { flex-basis: 100%; justify-content: end; }
      .line:hover:not(.current) .tools { display: none; }
      .who .name { display: none; }
      .tools button { width: 44px; min-height: 44px; }
    }
  `];

  /** @type {(() => void)[]} */
  #stops = [];
  /** @type {import("../sync/session.js").Session|null} */
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
    return /** @type {import("../sync/session.js").Session} */ (this.#session).shared;
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
        <div class="bar"><h2 id="state-title">Shared state</h2><span class="small muted number">version ${view.version}</span>
          ${this.#locked ? html`<span class="viewer small" data-testid="state-viewer">read only</span>` : html`<button type="button" class="quiet" data-testid="state-new" @click=${() => this.#edit("part", [])}>${icons.plus}Add</button>`}</div>
        ${this.stale && !all.some(({ id }) => this.stale && id === idOf(this.stale.path)) ? this.#overtaking() : ""}
        ${this.problem ? html`<p class="problem" role="alert" data-testid="state-problem">${this.problem}</p>` : ""}
        ${!view.known ? html`<p class="empty" role="status">The state…</p>` : all.length === 0 && !adding ? html`<div class="empty" data-testid="state-empty"><p>Nothing is here yet. What you add, everybody sees.</p></div>` : ""}
        <div role="tree" aria-label="Shared state" tabindex=${all.length > 0 ? 0 : -1} aria-activedescendant=${at < 0 ? nothing : `line-${at}`} @focus=${() => at < 0 && (this.current = all[0]?.id ?? "")} @keydown=${this.#key}>${repeat(all, ({ id }) => id, (line, place) => this.#line(line, place))}</div>
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
    const inList = typeof path.at(-1) === "number";
    if (here && editing.what !== "part") return this.#form(path);
    return html`<div class="line ${top ? "top" : ""} ${id === this.current ? "current" : ""} ${touch && this.now - touch.at < 1500 && touch.userId !== this.state?.userId ? "flash" : ""}" role="treeitem" id="line-${at}" style="--depth: ${path.length - 1}; --who: ${safeColor(who?.color, touch?.userId ?? "")}"
        aria-level=${path.length} aria-posinset=${line.at} aria-setsize=${line.of} aria-selected=${id === this.current} aria-expanded=${folds && size > 0 ? String(open) : nothing} data-testid="state-line" data-path=${path.join(".")}
        @click=${() => (this.current = id)} @dblclick=${() => this.#edit("value", path)}>
      ${folds && size > 0 ? html`<button type="button" class="twist ${open ? "open" : ""}" tabindex="-1" aria-hidden="true" @click=${() => this.#fold(id, open)}>${icons.chevron}</button>` : html`<span class="twist"></span>`}
      <span class="key ${inList ? "index" : ""}">${inList ? Number(key) + 1 : key}</span>
      <span class="value ${kind === "number" ? "number-kind" : kind}">${folds ? (open ? "" : size === 0 ? (kind === "list" ? "empty list" : "empty group") : `${size} ${size === 1 ? "part" : "parts"}`) : preview(value, 200)}</span>
      ${touch && who ? html`<span class="who" data-testid="state-who" title="${who.label} changed it"><tutti-avatar .name=${who.name} .color=${who.color} .seed=${touch.userId ?? ""} .size=${20}></tutti-avatar><span class="name">${who.label} ·</span> <span>${ago(touch.at, this.now)}</span></span>` : ""}
      ${this.#locked ? "" : html`<span class="tools">${folds ? this.#tool("Add to", key, "add", icons.plus, () => this.#edit("part", path)) : ""}${this.#tool("Edit", key, "edit", icons.pen, () => this.#edit("value", path))}
        ${inList ? "" : this.#tool("Rename", key, "rename", icons.name, () => this.#edit("name", path))}${this.#tool("Remove", key, "remove", icons.bin, () => this.#remove(path))}</span>`}</div>
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
    const known = this.state?.users.find((user) => user.id === id) ?? (id === null ? undefined : this.visit?.feed.people[id]);
    const name = id === null ? "The server" : known?.name ?? "Someone";
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
    void this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector('[role="tree"]'))?.focus());
  }

  /** @param {{path: Path, value: Json}} change */
  #value({ path, value }) {
    void this.#change(path, value, (root) => withValue(root, path, value), preview(value));
  }

  /** @param {string} name */
  #rename(name) {
    const { path } = /** @type {Editing} */ (this.editing);
    void this.#change(path, valueAt(this.#shared.value, path), (root) => renamed(root, path, name), `the name ${preview(name)}`);
  }

  /** @param {Path} path */
  #remove(path) {
    if (this.#locked) return;
    this.problem = "";
    void this.#change(path, undefined, (root) => withValue(root, path, undefined), "to remove it");
  }

  /** @param {Path} path @param {Json|undefined} mine @param {Stale["again"]} again @param {string} what @param {number} [version] */
  async #change(path, mine, again, what, version = this.editing?.baseVersion ?? this.#shared.version) {
    const shared = this.#shared;
    const patch = difference(shared.value, again(shared.value));
    if (!patch) return this.#leave();
    this.busy = true;
    try {
      await shared.patch(patch, { baseVersion: version });
      this.stale = null;
      if (valueAt(shared.value, path) !== undefined) this.current = idOf(path);
      this.#leave();
    } catch (failure) {
      const { code, details, message } = /** @type {import("../sync/outbox.js").CommandError} */ (failure);
      this.#leave();
      if (code !== "stale_version") this.problem = message;
      else this.stale = this.#overtaken(path, mine, again, what, details);
    } finally {
      this.busy = false;
    }
  }

  /** @param {Path} path @param {Json|undefined} mine @param {Stale["again"]} again @param {string} what @param {Record<string, any>} details @returns {Stale} */
  #overtaken(path, mine, again, what, { version = this.#shared.version, values = {} }) {
    const [key = ""] = path;
    const inForce = isObject(values) && Object.hasOwn(values, key) ? values : this.#shared.value;
    const touch = own(this.#shared.touched, String(key));
    return { path, mine, theirs: valueAt(inForce, path) ?? undefined, by: this.#person(touch?.userId ?? null).label, version, what, again };
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
      case "go": this.current = idOf(path); break;
      case "open":
      case "shut": this.#fold(idOf(path), meant.act === "shut"); break;
      case "remove": this.#remove(path); break;
      default: this.#edit(meant.act, path);
    }
    void this.updateComplete.then(() => this.renderRoot.querySelector(".line.current")?.scrollIntoView({ block: "nearest" }));
  }
}

customElements.define("tutti-state", TuttiState);
