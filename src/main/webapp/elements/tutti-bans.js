import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Latest } from "../page/latest.js";
import { baseStyles } from "../page/styles.js";

/** Who is banned from the session and from where guests are kept out, for its hosts, who lift both. */
export class TuttiBans extends LitElement {
  static properties = {
    members: { attribute: false },
    people: { attribute: false },
    bans: { state: true },
    addresses: { state: true },
    problem: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    h3 { font-size: 0.8125rem; font-weight: 650; color: var(--muted); padding: 0.75rem 1.5rem 0.25rem; }
    li { display: flex; align-items: center; gap: 0.75rem; padding: 0.375rem 1.5rem; flex-wrap: wrap; }
    .who { flex: 1; min-width: 9rem; line-height: 1.25; overflow-wrap: anywhere; }
    .name { font-weight: 600; display: block; }
    button { min-height: 38px; font-size: 0.8125rem; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; padding: 0.25rem 1.5rem; }
  `,
  ];

  #latest = new Latest();

  constructor() {
    super();
    /** @type {import("../sync/session/members.js").Members|null} */
    this.members = null;
    /** @type {Record<string, {name: string}>} the names that are known */
    this.people = {};
    /** @type {import("../sync/session/members.js").Ban[]} */
    this.bans = [];
    /** @type {import("../sync/session/members.js").BlockedAddress[]} */
    this.addresses = [];
    this.problem = "";
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("members")) void this.list();
  }

  async list() {
    await this.#latest.ask(
      async () => (await this.members?.bans().catch(() => null)) ?? { bans: [], addresses: [] },
      ({ bans, addresses }) => Object.assign(this, { bans, addresses }),
    );
  }

  render() {
    const { bans, addresses } = this;
    return html`${
      bans.length > 0
        ? html`<h3>Banned people</h3><ul data-testid="bans">${repeat(
            bans,
            (one) => one.user_id,
            (one) => {
              const name = one.name ?? this.people[one.user_id]?.name ?? one.user_id;
              const about = [one.since ? `since ${when(one.since)}` : "", one.by_name ? `by ${one.by_name}` : ""]
                .filter(Boolean)
                .join(", ");
              return html`<li data-testid="ban"><span class="who"><span class="name">${name}</span><span class="muted small">${about}</span></span>
          <button type="button" data-testid="ban-lift" aria-label="Lift the ban of ${name}" @click=${() => this.#do(() => this.members?.liftBan(one.user_id))}>Lift ban</button></li>`;
            },
          )}</ul>`
        : ""
    }
      ${
        addresses.length > 0
          ? html`<h3>Blocked networks</h3><ul data-testid="blocks">${repeat(
              addresses,
              ({ id }) => id,
              (
                one,
              ) => html`<li><span class="who"><span class="name">The network of ${one.name ?? "someone who is banned"}</span><span class="muted small">until ${when(one.until)}</span></span>
        <button type="button" data-testid="block-lift" aria-label="Unblock the network of ${one.name ?? "someone who is banned"}" @click=${() => this.#do(() => this.members?.unblock(one.id))}>Unblock</button></li>`,
            )}</ul>`
          : ""
      }
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`;
  }

  /** @param {() => Promise<unknown>|undefined} action */
  async #do(action) {
    this.problem = "";
    try {
      await action();
    } catch (failure) {
      this.problem = /** @type {Error} */ (failure).message;
    }
    await this.list();
  }
}

/** @param {string} at */
function when(at) {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

customElements.define("tutti-bans", TuttiBans);
