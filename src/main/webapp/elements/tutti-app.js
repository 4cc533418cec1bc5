import { LitElement, html } from "lit";
import { Accounts, AnonymousIdentity, createSession, ownBase } from "../sync/tutti.js";
import { addressOf, currentInvite, currentSession, currentView } from "../page/address.js";
import { baseStyles } from "../page/styles.js";
import { keepProfile, profile } from "../page/memory.js";
import { Visit } from "../page/visit.js";
import "./tutti-account.js";
import "./tutti-ended.js";
import "./tutti-header.js";
import "./tutti-share.js";
import "./tutti-lobby.js";
import "./tutti-members.js";
import "./tutti-profile.js";
import "./tutti-room.js";
import "./tutti-toasts.js";
import "./tutti-welcome.js";

/** The page: the start page or a session, as the address says. */
export class TuttiApp extends LitElement {
  static properties = {
    visit: { state: true },
    profile: { state: true },
    busy: { state: true },
    account: { state: true },
    view: { state: true },
  };

  static styles = baseStyles;

  /** Those that still save something. @type {Set<Visit>} */
  #leaving = new Set();

  constructor() {
    super();
    /** @type {Visit|null} */
    this.visit = null;
    this.profile = profile();
    this.busy = false;
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = this.#accounts.current;
    /** @type {"team"|"insights"|null} */
    this.view = currentView();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("popstate", this.#route);
    addEventListener("beforeunload", this.#hold);
    document.addEventListener("visibilitychange", this.#comeBack);
    this.#route();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#route);
    removeEventListener("beforeunload", this.#hold);
    document.removeEventListener("visibilitychange", this.#comeBack);
    this.visit?.session.leave();
  }

  render() {
    return html`${this.visit ? this.#session(this.visit) : this.view ? this.#lobby(this.view) : html`<tutti-welcome .profile=${this.profile} .account=${this.account} .busy=${this.busy} @account=${this.#openAccount} @signout=${this.#signOut} @start=${this.#start} @join=${this.#join}></tutti-welcome>`}
      <tutti-account .act=${this.#signing} @done=${this.#signed}></tutti-account><tutti-toasts></tutti-toasts>`;
  }

  /** @param {"team"|"insights"} view */
  #lobby(view) {
    return html`<tutti-lobby .view=${view} .account=${this.account} .color=${this.profile.color} @account=${this.#openAccount} @signout=${this.#signOut} @refresh=${this.#refresh}></tutti-lobby>`;
  }

  /** @param {Visit} visit */
  #session(visit) {
    const { state } = visit.session;
    if (state.status.state === "closed") {
      return html`<tutti-ended .texts=${visit.session.unsavedTexts} .status=${state.status} .session=${visit.id} .members=${visit.session.members} .name=${this.profile.name} @again=${() => visit.session.retryNow()} @signin=${() => this.#account?.open("in")} @anew=${this.#anew} @start=${this.#begin} @home=${this.#leave}></tutti-ended>`;
    }
    const me = state.users.find((user) => user.id === state.userId);
    return html`<tutti-header .heading=${visit.title} .session=${visit.id} .status=${state.status} .live=${visit.session} .state=${state}
        @people=${() => this.#open("tutti-members")} @share=${() => this.#open("tutti-share")}
        .name=${me?.name ?? this.profile.name} .color=${me?.color ?? this.profile.color} @retry=${() => visit.session.retryNow()} @leave=${this.#leave}
        @profile=${() => this.#openProfile(me)}></tutti-header>
      <main><tutti-room .visit=${visit} .state=${state} @edit=${this.#edit} @decided=${this.#decided}></tutti-room></main>
      <p class="visually-hidden" role="status">${visit.announcement}</p>
      <tutti-profile .name=${me?.name ?? this.profile.name} .color=${me?.color ?? this.profile.color} .account=${this.account} @save=${this.#saveProfile} @account=${this.#openAccount} @signout=${this.#signOut}></tutti-profile>
      <tutti-members .visit=${visit} .state=${state} @share=${() => this.#open("tutti-share")}></tutti-members><tutti-share .visit=${visit} .state=${state} .account=${this.account}></tutti-share>`;
  }

  /** The identity is the session's while there is one: it must not sign in anew while the token changes. */
  get #accounts() {
    const identity = this.visit?.session.identity;
    return new Accounts(identity ? { identity } : {});
  }

  get #account() {
    return /** @type {import("./tutti-account.js").TuttiAccount|null} */ (
      this.renderRoot.querySelector("tutti-account")
    );
  }

  /** @param {CustomEvent<{mode: import("./tutti-account.js").Mode}>} event */
  #openAccount({ detail: { mode } }) {
    void this.#account?.open(mode);
  }

  /** @param {import("./tutti-account.js").Mode} mode @param {Record<string, any>} values */
  #signing = async (mode, values) => {
    const accounts = this.#accounts;
    if (mode === "password") return accounts.changePassword(values["current"], values["next"]);
    this.account = await (mode === "up"
      ? accounts.register(/** @type {any} */ (values))
      : accounts.login(/** @type {any} */ (values)));
    this.#takeProfile({ ...this.profile, name: this.account.username });
  };

  /** @param {CustomEvent<{mode: import("./tutti-account.js").Mode}>} event */
  #signed({ detail: { mode } }) {
    if (mode === "password") return this.#toast("Your password was changed.", false);
    this.#toast(`You are signed in as ${this.account?.username}.`, false);
    const { visit } = this;
    if (visit?.session.status.state === "closed") visit.session.retryNow();
    else void visit?.session.rejoin();
  }

  /** The account has changed: asks the server what it is now. */
  #refresh = async () => {
    this.account = await this.#accounts.refresh().catch(() => this.account);
  };

  #signOut = async () => {
    try {
      await this.#accounts.logout();
      this.account = null;
      if (this.visit) this.#go(null);
      this.#toast("You are signed out.", false);
    } catch (failure) {
      this.#toast(`You could not be signed out. ${failure instanceof Error ? failure.message : ""}`);
    }
  };

  /** The browser asks before it closes the page, where that would lose something. @param {BeforeUnloadEvent} event */
  #hold = (event) => {
    if (![this.visit, ...this.#leaving].some((one) => one?.holds)) return;
    event.preventDefault();
    event.returnValue = true;
  };

  /** @param {Visit|null} visit */
  #part(visit) {
    if (!visit) return;
    this.#leaving.add(visit);
    visit.leave(() => {
      this.#leaving.delete(visit);
      const texts = visit.session.unsavedTexts.map(({ text }) => text);
      if (texts.length > 0)
        this.#toast(`Your latest changes in “${visit.title || visit.id}” could not be saved: ${texts.join(" · ")}`);
    });
    if (visit.holds)
      this.#toast(
        `Your last changes in “${visit.title || visit.id}” are still being saved. Keep this page open.`,
        false,
      );
  }

  #route = () => {
    const id = currentSession();
    this.view = currentView();
    if (id === (this.visit?.id ?? null)) return;
    this.#part(this.visit);
    this.account = new Accounts().current;
    this.visit = id === null ? null : this.#enter(id, "", currentInvite());
    document.title = id === null ? "Tutti" : `${id} · Tutti`;
  };

  #comeBack = () => {
    const state = this.visit?.session.status.state;
    this.visit?.session.presence.update({ status: document.hidden ? "idle" : "active" });
    if (!document.hidden && (state === "reconnecting" || state === "offline")) this.visit?.session.retryNow();
  };

  /** @param {string} id @param {string} title @param {string|null} [invite] */
  #enter(id, title, invite = null) {
    const visit = new Visit(id, {
      profile: this.profile,
      title,
      invite,
      changed: () => this.#changed(visit),
      failed: (text) => this.#toast(text),
      asked: (text) => this.#toast(text, false),
      noticed: (text) => {
        if (!location.hash.startsWith("#chat") || document.hidden) this.#toast(text, false);
      },
    });
    // The invitation has given its role: a link that is copied from here must not give it to others.
    if (invite)
      visit.session.on(
        "auth:success",
        () => currentInvite() && history.replaceState(null, "", `${addressOf(ownBase(), id)}${location.hash}`),
      );
    return visit;
  }

  /** @param {Visit} visit */
  #changed(visit) {
    if (this.visit !== visit) return;
    if (visit.title) document.title = `${visit.title} · Tutti`;
    this.requestUpdate();
  }

  /** @param {string|null} id @param {string} [title] */
  #go(id, title = "") {
    history.pushState(null, "", addressOf(ownBase(), id));
    this.#route();
    if (this.visit && title) this.visit.title = title;
    scrollTo(0, 0);
  }

  /** @param {CustomEvent<{title: string, profile: import("../page/memory.js").Profile, visibility: any, admission: any, defaultRole: any}>} event */
  async #start({ detail: { title, profile: chosen, visibility, admission, defaultRole } }) {
    this.#takeProfile(chosen);
    this.busy = true;
    try {
      const token = await new AnonymousIdentity().present(chosen.name ? chosen : { color: chosen.color });
      const team = visibility === "team" ? this.account?.team_id : null;
      const options = {
        ...(title ? { name: title } : {}),
        ...(team ? { team_id: team } : {}),
        visibility,
        admission,
        default_role: defaultRole,
      };
      const { session_id: id } = await createSession(options, { token });
      this.#go(id, title);
    } catch (failure) {
      this.#toast(`The session could not be started. ${failure instanceof Error ? failure.message : ""}`.trim());
    } finally {
      this.busy = false;
    }
  }

  /** @param {CustomEvent<{id: string, profile: import("../page/memory.js").Profile}>} event */
  #join({ detail: { id, profile: chosen } }) {
    this.#takeProfile(chosen);
    this.#go(id);
  }

  /** There is no session of that id, and a person wants one. */
  #begin = async () => {
    const id = this.visit?.id;
    if (!id || this.busy) return;
    const { name, color } = this.profile;
    this.busy = true;
    try {
      const token = await new AnonymousIdentity().present(name ? { name, color } : { color });
      await createSession({ session_id: id }, { token }).catch((failure) => {
        if (failure?.code !== "id_taken") throw failure; // Somebody else was faster.
      });
      if (this.visit?.id === id) this.visit = this.#enter(id, "");
    } catch (failure) {
      this.#toast(`The session could not be started. ${failure instanceof Error ? failure.message : ""}`.trim());
    } finally {
      this.busy = false;
    }
  };

  #leave = () => this.#go(null);

  #anew = () => {
    const id = this.visit?.id;
    new AnonymousIdentity().setAside();
    this.account = null;
    this.visit?.session.leave();
    this.visit = id ? this.#enter(id, "") : null;
  };

  /** @param {import("../page/memory.js").Profile} chosen */
  #takeProfile(chosen) {
    this.profile = chosen;
    keepProfile(chosen);
  }

  /** @param {"tutti-members"|"tutti-share"} dialog */
  #open(dialog) {
    /** @type {any} */ (this.renderRoot.querySelector(dialog))?.open();
  }

  /** @param {import("../sync/types.js").User|undefined} me */
  #openProfile(me) {
    const dialog = /** @type {import("./tutti-profile.js").TuttiProfile|null} */ (
      this.renderRoot.querySelector("tutti-profile")
    );
    if (dialog && me) Object.assign(dialog, { name: me.name, color: me.color });
    dialog?.open();
  }

  /** @param {CustomEvent<import("../page/memory.js").Profile>} event */
  #saveProfile({ detail }) {
    const { name, color } = detail;
    this.#takeProfile(detail);
    this.visit?.session
      .rename(name ? { name, color } : { color })
      .catch((failure) => this.#toast(`Your name could not be changed. ${failure.message}`));
  }

  /** @param {CustomEvent<{name: string, value: number}>} event */
  #edit({ detail: { name, value } }) {
    // A refusal comes back as a notice; the slider returns to the value in force by itself.
    this.visit?.session.set(name, value).catch(() => {});
  }

  /** @param {CustomEvent<{param: string, strategy: import("../sync/types.js").Strategy, value?: number}>} event */
  #decided({ detail: { param, strategy, value } }) {
    this.visit?.session.resolve(param, strategy, value).catch(() => {});
  }

  /** @param {string} text @param {boolean} [bad] */
  #toast(text, bad = true) {
    const toasts = /** @type {import("./tutti-toasts.js").TuttiToasts|null} */ (
      this.renderRoot.querySelector("tutti-toasts")
    );
    toasts?.show(text, { bad });
  }
}

customElements.define("tutti-app", TuttiApp);
