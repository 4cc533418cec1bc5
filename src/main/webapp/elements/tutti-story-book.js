import { LitElement, css, html, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { chapterTitle, fileName, htmlPage, markdown, paragraphs } from "../sync/story/book.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { httpAddress } from "../sync/rest.js";
import { written } from "../sync/story/reducer.js";

/** @typedef {import("../sync/story/client.js").StoryState} StoryState */

/** The story so far, to read, to print and to take away. */
export class TuttiStoryBook extends LitElement {
  static properties = {
    view: { attribute: false },
    users: { attribute: false },
    session: { attribute: false },
    active: { type: Boolean },
    missing: { type: Boolean },
    epub: { state: true },
    problem: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    .card { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100%; overflow: hidden; }
    .bar { display: flex; align-items: center; gap: 0.25rem; padding: 0.5rem 0.625rem 0.5rem 1.25rem; border-bottom: 1px solid var(--line); }
    .bar h2 { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .pages { overflow: auto; scrollbar-width: thin; overscroll-behavior: contain; padding: 2.5rem 1.5rem 3rem; }
    .pages:focus-visible { outline-offset: -3px; }
    article { max-width: 34rem; margin: 0 auto; font: 1.125rem/1.65 var(--serif); overflow-wrap: break-word; }
    h1 { font: 600 2.125rem/1.15 var(--serif); letter-spacing: -0.015em; text-align: center; text-wrap: balance; }
    .lead { font-style: italic; text-align: center; color: var(--muted); margin-top: 1rem; text-wrap: pretty; }
    .by { text-align: center; font: 0.875rem/1.4 var(--font); color: var(--muted); margin-top: 0.625rem; }
    h3 { font: 600 0.8125rem/1.4 var(--font); letter-spacing: 0.14em; text-transform: uppercase; color: var(--muted); text-align: center; margin: 2.75rem 0 1.125rem; scroll-margin-top: 1rem; }
    h3::after { content: ""; display: block; width: 2rem; height: 2px; border-radius: 2px; background: var(--accent); margin: 0.625rem auto 0; }
    .told p + p { text-indent: 1.5em; }
    .told:first-of-type > p:first-of-type::first-letter { float: left; font-size: 3.3em; line-height: 0.82; padding: 0.08em 0.08em 0 0; color: var(--accent); font-weight: 600; }
    .fresh p { animation: appear 900ms ease-out both; }
    .fresh p:nth-of-type(2) { animation-delay: 350ms; } .fresh p:nth-of-type(3) { animation-delay: 700ms; } .fresh p:nth-of-type(n + 4) { animation-delay: 1050ms; }
    @keyframes appear { from { opacity: 0; transform: translateY(0.5rem); } }
    .by-rules { font: 0.8125rem/1.4 var(--font); color: var(--muted); margin-top: 0.5rem; text-indent: 0 !important; }
    .pen { display: inline-block; width: 0.5em; height: 1.05em; vertical-align: -0.15em; margin-left: 0.1em; background: var(--accent); border-radius: 2px; animation: blink 1.1s steps(2) infinite; }
    @keyframes blink { 50% { opacity: 0; } }
    .soon { text-align: center; font-style: italic; color: var(--muted); margin-top: 2.75rem; }
    .gap { text-align: center; font: 0.875rem/1.4 var(--font); color: var(--muted); margin-top: 2rem; }
    details { position: relative; }
    summary { list-style: none; display: inline-flex; align-items: center; gap: 0.375rem; min-height: 40px; padding: 0 0.75rem; border-radius: 10px; font-size: 0.9375rem; font-weight: 600; cursor: pointer; }
    summary::-webkit-details-marker { display: none; }
    summary:hover, details[open] summary { background: var(--sunken); }
    .card.menu { position: absolute; height: auto; overflow: visible; grid-template-rows: none; right: 0; top: calc(100% + 0.25rem); z-index: 5; display: grid; padding: 0.375rem; min-width: 13rem; }
    .menu button { justify-content: start; border-color: transparent; background: transparent; min-height: 44px; }
    .menu button:hover { background: var(--sunken); }
    .menu span { color: var(--muted); font-weight: 400; margin-left: auto; font-size: 0.8125rem; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; padding: 0.25rem 0.5rem; white-space: normal; }
    @media (max-width: 60rem) { .card { overflow: visible; } .pages { overflow: visible; } h3 { scroll-margin-top: 8rem; } }
    @media (max-width: 46rem) { .pages { padding: 1.5rem 1.125rem 2rem; } article { font-size: 1.0625rem; } h1 { font-size: 1.75rem; } .told p { hyphens: auto; } .bar { padding-left: 1rem; } .word { display: none; } }
  `,
  ];

  /** Where the book was when it was opened: later chapters are news. */
  #opened = -1;
  #last = -1;

  constructor() {
    super();
    /** @type {StoryState|null} */
    this.view = null;
    /** @type {import("../sync/types.js").User[]} */
    this.users = [];
    /** @type {import("../sync/session/client.js").Session|null} */
    this.session = null;
    this.active = false;
    this.missing = false;
    /** Whether the server makes this format: null where it was not asked yet. @type {boolean|null} */
    this.epub = null;
    this.problem = "";
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("beforeprint", this.#prepare);
    addEventListener("afterprint", this.#tidy);
    addEventListener("click", this.#elsewhere);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.#prepare);
    removeEventListener("afterprint", this.#tidy);
    removeEventListener("click", this.#elsewhere);
    this.#tidy();
  }

  willUpdate() {
    const { turn = 0, chapters = [] } = this.view ?? {};
    if (this.#opened < 0 || this.#opened > turn) this.#opened = turn;
    if (this.#last > turn) this.#last = -1;
    if (chapters.length === 0) this.#last = Math.max(this.#last, turn - 1);
  }

  updated() {
    const newest = this.view?.chapters.at(-1)?.turn ?? -1;
    if (!this.active || newest <= this.#last) return;
    const first = this.#last < 0;
    this.#last = newest;
    const heading = this.renderRoot.querySelector(`[data-turn="${newest}"] h3`);
    const calm = first || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pages = this.renderRoot.querySelector(".pages");
    const behavior = calm ? "instant" : "smooth";
    if (!heading || !pages) return;
    if (pages.scrollHeight <= pages.clientHeight) return heading.scrollIntoView({ behavior, block: "start" });
    pages.scrollTo({
      behavior,
      top: pages.scrollTop + heading.getBoundingClientRect().top - pages.getBoundingClientRect().top - 20,
    });
  }

  render() {
    const { view } = this;
    if (!view?.story) return "";
    const { title, language } = view.story;
    return html`<section class="card" aria-labelledby="bar"><div class="bar"><h2 id="bar" class="muted small">The story so far</h2>
        <button type="button" class="quiet" title="Print" aria-label="Print" data-testid="print-story" @click=${() => print()}>${icons.print}<span class="word">Print</span></button>
        ${this.#menu()}</div>
      <div class="pages" tabindex="0" role="region" aria-label=${title} data-testid="book"><article lang=${language}>${this.#cover(view)}${this.#chapters(view)}${this.#unfinished(view)}</article></div></section>`;
  }

  #menu() {
    return html`<details data-testid="export" @toggle=${this.#probe} @keydown=${this.#escape}><summary role="button" aria-label="Export">${icons.download}<span class="word">Export</span></summary>
      <div class="card menu"><button type="button" data-testid="export-markdown" @click=${() => this.#save("md")}>Markdown <span>.md</span></button>
        <button type="button" data-testid="export-html" @click=${() => this.#save("html")}>Web page <span>.html</span></button>
        ${this.epub ? html`<button type="button" data-testid="export-epub" @click=${this.#fetchEpub}>E-book <span>.epub</span></button>` : ""}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ""}</div></details>`;
  }

  /** @param {StoryState} view */
  #cover({ story }) {
    const { authors, premise, scene } = this.#book();
    return html`<h1 data-testid="book-title">${story?.title}</h1>${authors.length > 0 ? html`<p class="by">By ${authors.join(", ")}</p>` : ""}
      ${[premise, scene].flatMap(paragraphs).map((text) => html`<p class="lead">${text}</p>`)}`;
  }

  /** @param {StoryState} view */
  #chapters({ chapters, whole }) {
    return html`${whole ? "" : html`<p class="gap" role="status">${this.missing ? "Earlier chapters are no longer available." : "Loading earlier chapters…"}</p>`}
      ${repeat(
        chapters,
        ({ turn }) => turn,
        ({
          turn,
          narrative,
          fallback,
        }) => html`<section class="told ${turn >= this.#opened ? "fresh" : ""}" data-testid="chapter" data-turn=${turn}>
        <h3>${chapterTitle(turn)}</h3>${paragraphs(narrative).map((text) => html`<p>${text}</p>`)}${fallback ? html`<p class="by-rules">Written without the language model: ${fallback}</p>` : ""}</section>`,
      )}`;
  }

  /** @param {StoryState} view */
  #unfinished({ writing, turn, ending, chapters }) {
    const text = written(writing);
    if (text !== "") {
      return html`<section class="told" data-testid="writing" aria-busy="true"><h3>${chapterTitle(turn)}</h3>${paragraphs(text).map((part, at, all) => html`<p>${part}${at === all.length - 1 ? html`<span class="pen" aria-hidden="true"></span>` : ""}</p>`)}</section>`;
    }
    return html`<p class="soon">${ending ? "The next chapter is being written…" : chapters.length === 0 && turn === 0 ? "The first chapter is yours to begin." : "What happens next?"}</p>`;
  }

  /** @returns {import("../sync/story/book.js").Book} */
  #book() {
    const { story, chapters = [], characters = [] } = this.view ?? {};
    const names = new Map(this.users.map(({ id, name }) => [id, name]));
    const authors = characters.flatMap(({ player, name }) => (player === null ? [] : [names.get(player) ?? name]));
    const first = chapters[0]?.turn === 0 ? chapters[0].narrative : "";
    const untold = (/** @type {string|undefined} */ text) => (text && !first.includes(text) ? text : ""); // Chroniclers may begin with it.
    return {
      title: story?.title ?? "",
      premise: untold(story?.premise),
      scene: untold(story?.scene),
      language: story?.language ?? "en",
      chapters,
      authors,
    };
  }

  /** @param {"md"|"html"} kind */
  #save(kind) {
    const book = this.#book();
    const [text, type] = kind === "md" ? [markdown(book), "text/markdown"] : [htmlPage(book), "text/html"];
    this.#hand(new Blob([text], { type: `${type};charset=utf-8` }), kind);
  }

  /** @param {Blob} blob @param {string} ending */
  #hand(blob, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${fileName(this.view?.story?.title ?? "")}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#close();
  }

  /** @param {string} method */
  #ask(method) {
    const { base = "", id = "", identity } = this.session ?? {};
    const token = identity?.kept()?.token;
    return fetch(httpAddress(base, `api/stories/${encodeURIComponent(id)}/export?format=epub`), {
      method,
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    });
  }

  /** Whether there are e-books is asked when somebody may want one. @param {Event} event */
  async #probe(event) {
    this.problem = "";
    if (
      !(/** @type {HTMLDetailsElement} */ (event.target).open) ||
      this.epub !== null ||
      (this.view?.chapters.length ?? 0) === 0
    )
      return;
    this.epub = await this.#ask("HEAD").then(
      ({ ok }) => ok,
      () => null,
    );
  }

  async #fetchEpub() {
    const answer = await this.#ask("GET").catch(() => null);
    if (answer?.ok) this.#hand(await answer.blob(), "epub");
    else this.problem = "The e-book could not be downloaded. Please try again.";
  }

  #close() {
    this.renderRoot.querySelector("details")?.removeAttribute("open");
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== "Escape") return;
    this.#close();
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("summary"))?.focus();
  }

  /** @param {Event} event */
  #elsewhere = (event) => {
    const menu = this.renderRoot.querySelector("details");
    if (menu?.open && !event.composedPath().includes(menu)) this.#close();
  };

  /** On paper there is only the book: tutti.css shows this in the page's place. */
  #prepare = () => {
    if (!this.active || !this.view?.story) return;
    const { title, premise, scene, chapters, language, authors } = this.#book();
    const paper = document.body.appendChild(document.createElement("div"));
    paper.className = "paper";
    paper.lang = language;
    render(
      html`<header><h1>${title}</h1>${authors.length > 0 ? html`<p class="by">By ${authors.join(", ")}</p>` : ""}${[premise, scene].flatMap(paragraphs).map((text) => html`<p class="lead">${text}</p>`)}</header>
      ${chapters.map(({ turn, narrative }) => html`<section><h2>${chapterTitle(turn)}</h2>${paragraphs(narrative).map((text) => html`<p>${text}</p>`)}</section>`)}`,
      paper,
    );
  };

  #tidy = () => {
    for (const paper of document.querySelectorAll("body > .paper")) paper.remove();
  };
}

customElements.define("tutti-story-book", TuttiStoryBook);
