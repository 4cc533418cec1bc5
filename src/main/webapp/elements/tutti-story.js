import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-story-act.js";
import "./tutti-story-begin.js";
import "./tutti-story-book.js";
import "./tutti-story-turn.js";

/** @typedef {import("../sync/story/client.js").StoryState} StoryState */

/** The panel of the story: the book, whose turn it is, and what one can do. */
export class TuttiStory extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    active: { type: Boolean },
    place: {},
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; max-width: 84rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; }
    .stage { display: grid; gap: 1rem; grid-template: "book turn" auto "book act" minmax(0, 1fr) / minmax(0, 1fr) 23rem; height: calc(100vh - 9rem); height: calc(100dvh - 9rem); min-height: 30rem; }
    tutti-story-book { grid-area: book; min-height: 0; }
    tutti-story-turn { grid-area: turn; min-width: 0; }
    tutti-story-act { grid-area: act; min-height: 0; min-width: 0; }
    .none { max-width: 34rem; margin: 8vh auto 0; padding: 2.5rem 2rem; text-align: center; display: grid; gap: 1rem; justify-items: center; }
    .none h2 { font: 600 1.75rem/1.2 var(--serif); letter-spacing: -0.01em; }
    .none p { color: var(--muted); max-width: 26rem; }
    .mark { display: grid; place-items: center; width: 64px; height: 64px; border-radius: 20px; background: var(--tint); color: var(--accent); }
    .mark svg { width: 32px; height: 32px; }
    .row { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: center; }
    .problem { color: var(--bad); font-weight: 600; }
    @media (max-width: 60rem) {
      .stage { grid-template: "turn" auto "book" auto "act" auto / minmax(0, 1fr); height: auto; min-height: 0; }
    }
    @media (max-width: 46rem) {
      :host { padding: 0.75rem; }
      .none { margin-top: 1rem; padding: 2rem 1.25rem; }
    }
  `,
  ];

  /** @type {(() => void)[]} */
  #stops = [];
  /** @type {import("../sync/session/client.js").Session|null} */
  #session = null;
  #loading = false;
  #missing = false;

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.active = false;
    this.place = "";
    this.problem = "";
    this.busy = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#session?.presence.update({ typing: null });
    this.#session = null;
  }

  willUpdate() {
    const session = this.visit?.session ?? null;
    if (session === this.#session || !session) return;
    for (const stop of this.#stops) stop();
    this.#session = session;
    this.#missing = false;
    this.#stops = [session.on("story", () => this.requestUpdate()), session.on("presence", () => this.requestUpdate())];
  }

  render() {
    const session = this.#session;
    if (!session || !this.state) return "";
    const { state: view } = session.story;
    if (!view.known) return html`<p class="none muted" role="status">Loading the story…</p>`;
    const dialog = html`<tutti-story-begin .replacing=${view.story !== null} @begin=${(/** @type {CustomEvent} */ event) => this.#begin(event.detail.story)}></tutti-story-begin>`;
    if (!view.story) return html`${this.#none()}${dialog}`;
    const { role, userId, users } = this.state;
    const host = role === "host";
    const typing = new Set(
      session.presence.peers.filter((peer) => peer.typing?.in === "story").map((peer) => peer.userId),
    );
    const writers = users.filter(({ id }) => typing.has(id) && id !== userId);
    return html`<div class="stage" data-testid="story" data-turn=${view.turn}>
      <tutti-story-turn .view=${view} .users=${users} .me=${userId} .host=${host} .problem=${this.problem} .busy=${this.busy} .writers=${writers} @end=${this.#end} @anew=${this.#ask}></tutti-story-turn>
      <tutti-story-book .view=${view} .users=${users} .session=${session} .active=${this.active} .missing=${this.#missing}></tutti-story-book>
      <tutti-story-act .view=${view} .me=${userId} .locked=${role === "viewer"} .writers=${writers} .act=${(/** @type {any} */ action) => session.story.act(action)}
        @typing=${(/** @type {CustomEvent} */ event) => session.presence.update({ typing: event.detail.typing ? { in: "story" } : null })}></tutti-story-act></div>${dialog}`;
  }

  updated() {
    const session = this.#session;
    const view = session?.story.state;
    if (!session || !this.active || !view?.story || view.whole || this.#loading || this.#missing) return;
    this.#loading = true;
    session.story
      .chapters()
      .catch(() => {})
      .finally(() => {
        this.#loading = false;
        this.#missing = !session.story.state.whole; // The log has no more than this, or cannot be read.
        this.requestUpdate();
      });
  }

  #none() {
    const { role } = /** @type {import("../sync/types.js").SessionState} */ (this.state);
    return html`<section class="card none" data-testid="no-story"><span class="mark">${icons.book}</span><h2>There is no story yet</h2>
      <p>Tell one together, turn by turn. Everyone says what they do, and what comes of it becomes the next chapter.</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ""}
      ${
        role === "viewer"
          ? html`<p class="small">You are a viewer. You can read the story as soon as it begins.</p>`
          : role === "host"
            ? html`<button type="button" class="primary" data-testid="begin-story" @click=${this.#ask}>Begin a story</button>`
            : html`<p class="small">A host can begin a story. You can also begin the standard story by doing something in it:</p>
            <button type="button" data-testid="act-first" ?disabled=${this.busy} @click=${() => this.#do((session) => session.story.act({ action_type: "investigate", text: "I look around." }))}>Look around</button>`
      }</section>`;
  }

  #ask() {
    /** @type {import("./tutti-story-begin.js").TuttiStoryBegin|null} */ (
      this.renderRoot.querySelector("tutti-story-begin")
    )?.open();
  }

  /** @param {Record<string, any>|undefined} story */
  #begin(story) {
    this.#missing = false;
    void this.#do((session) => session.story.begin(story));
  }

  #end() {
    void this.#do((session) => session.story.endTurn());
  }

  /** @param {(session: import("../sync/session/client.js").Session) => Promise<unknown>} command */
  async #do(command) {
    if (!this.#session) return;
    this.problem = "";
    this.busy = true;
    try {
      await command(this.#session);
    } catch (failure) {
      this.problem = failure instanceof Error ? failure.message : "This did not work. Please try again.";
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("tutti-story", TuttiStory);
