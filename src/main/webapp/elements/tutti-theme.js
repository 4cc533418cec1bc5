import { LitElement, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { keepTheme, theme } from "../page/memory.js";

/** @typedef {import("../page/memory.js").Theme} Theme */

/** @type {Record<Theme, {next: Theme, icon: any, words: string}>} */
const THEMES = {
  system: { next: "light", icon: icons.system, words: "Colours: like the system" },
  light: { next: "dark", icon: icons.sun, words: "Colours: light" },
  dark: { next: "system", icon: icons.moon, words: "Colours: dark" },
};

/** The switch between the system's colours, light and dark. */
export class TuttiTheme extends LitElement {
  static properties = { chosen: { state: true } };

  static styles = baseStyles;

  constructor() {
    super();
    this.chosen = theme();
  }

  render() {
    const { icon, words } = THEMES[this.chosen];
    return html`<button type="button" class="quiet icon" data-testid="theme" title=${words} aria-label=${words} @click=${this.#switch}>${icon}</button>`;
  }

  #switch() {
    this.chosen = THEMES[this.chosen].next;
    keepTheme(this.chosen);
  }
}

customElements.define("tutti-theme", TuttiTheme);
