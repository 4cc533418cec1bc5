import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { savingTold } from "../sync/session/saving-view.js";
import { sameSaving } from "../sync/session/saving.js";

/** A sign that changes less often than that is easier to read. */
const CALM_MILLIS = 600;

/** The sign that tells whether the server has stored everything that was done in this session. */
export class TuttiSaved extends LitElement {
  static properties = {
    saving: { attribute: false },
    connected: { type: Boolean },
    ready: { type: Boolean },
    problem: { attribute: false },
    lately: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: inline-flex; align-items: center; min-width: 0; font-size: 0.8125rem; color: var(--muted); }
    span { display: inline-flex; align-items: center; gap: 0.375rem; white-space: nowrap; }
    .saved svg { color: var(--ok); }
    .kept, .unsafe { color: var(--warn); font-weight: 600; }
    .failed { color: var(--bad); font-weight: 600; }
    .words { display: block; overflow: hidden; text-overflow: ellipsis; }
    @media (max-width: 46rem) { :host { padding-left: 0.375rem; } span { min-width: 0; } }
  `,
  ];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {import("../sync/session/saving.js").Saving|null} */
    this.saving = null;
    this.connected = false;
    /** What is looked at is here. */
    this.ready = false;
    /** @type {import("../sync/documents/live.js").DocumentState["problem"]} */
    this.problem = null;
    /** Something was unsaved a moment ago. */
    this.lately = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    const before = /** @type {import("../sync/session/saving.js").Saving|null|undefined} */ (changes.get("saving"));
    if (!changes.has("saving") || !this.saving || this.saving.saved || (before && sameSaving(before, this.saving)))
      return;
    this.lately = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.lately = false), CALM_MILLIS);
  }

  render() {
    if (!this.saving) return "";
    const { kind, icon, words, title } = this.#sign(this.saving);
    const urgent = kind === "kept" || kind === "unsafe" || kind === "failed";
    return html`<span class=${kind} data-testid="saved" data-state=${kind} title=${title}>${icon}<span class="words">${words}</span></span>
      <span class="visually-hidden" role="status">${urgent ? `${words}. ${title}` : ""}</span>`;
  }

  /** @param {import("../sync/session/saving.js").Saving} saving */
  #sign(saving) {
    if (this.problem)
      return {
        kind: "failed",
        icon: icons.close,
        words: this.ready ? "Not saved" : "Not opened",
        title: this.problem.message,
      };
    const told = savingTold(saving, this.connected);
    if (told.kind === "saved" && !this.ready)
      return { kind: "opening", icon: icons.cloud, words: "Opening…", title: "" };
    // What was written a moment ago is being kept just now: the sign says so when it is.
    if (told.kind === "unsafe" && saving.unsaved > 0 && this.lately)
      return { ...told, icon: icons.away, words: "Not saved yet" };
    if (told.kind === "saved" && this.lately)
      return { kind: "saving", icon: icons.cloud, words: "Saving…", title: told.title };
    return { ...told, icon: told.kind === "saved" ? icons.check : told.kind === "saving" ? icons.cloud : icons.away };
  }
}

customElements.define("tutti-saved", TuttiSaved);
