import { LitElement, css, html } from "lit";
import { look } from "../page/look.js";
import "./tutti-identity.js";

/** The dialog for one's own name and colour. Emits `save` ({name, color}). */
export class TuttiProfile extends LitElement {
  static properties = { name: {}, color: {} };

  static styles = [look, css`
    form { padding: 1.5rem; display: grid; gap: 1.25rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    .foot { display: flex; justify-content: end; gap: 0.5rem; }
  `];

  constructor() {
    super();
    this.name = "";
    this.color = "#4f46e5";
  }

  open() {
    const fields = this.#fields;
    if (fields) Object.assign(fields, { name: this.name, color: this.color });
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  get #fields() {
    return /** @type {import("./tutti-identity.js").TuttiIdentity|null} */ (this.renderRoot.querySelector("tutti-identity"));
  }

  render() {
    return html`<dialog aria-labelledby="title" data-testid="profile-dialog"><form method="dialog" @submit=${this.#save}><h2 id="title">You</h2>
      <tutti-identity @keydown=${this.#enter}></tutti-identity>
      <div class="foot"><button type="button" class="quiet" @click=${this.#close}>Cancel</button><button class="primary" data-testid="profile-save">Save</button></div></form></dialog>`;
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  /**
   * The fields live in another tree, where Enter would not submit. The focus moves back to the button that opened the
   * dialog, and the same key would press it again.
   *
   * @param {KeyboardEvent} event
   */
  #enter(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.renderRoot.querySelector("form")?.requestSubmit();
  }

  #save() {
    this.dispatchEvent(new CustomEvent("save", { detail: this.#fields?.value }));
  }
}

customElements.define("tutti-profile", TuttiProfile);
