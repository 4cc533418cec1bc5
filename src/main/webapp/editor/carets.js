import { EditorSelection, StateEffect, StateField } from "@codemirror/state";
import { Direction, RectangleMarker, layer } from "@codemirror/view";

/**
 * @typedef {object} Caret  Where another window is in the text; offsets in UTF-16 units.
 * @property {string} key
 * @property {string} name
 * @property {string} color  `#rrggbb`
 * @property {string} ink  what reads well on it
 * @property {number} head
 * @property {number} from
 * @property {number} to
 */

/** Puts the others' carets in the place of those shown. @type {import("@codemirror/state").StateEffectType<Caret[]>} */
export const showCarets = StateEffect.define();

/** @type {StateField<Caret[]>} */
const shown = StateField.define({
  create: () => /** @type {Caret[]} */ ([]),
  update(carets, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(showCarets)) return within(effect.value, transaction.state.doc.length);
    if (!transaction.docChanged || carets.length === 0) return carets;
    const { changes } = transaction;
    return carets.map((caret) => ({
      ...caret,
      head: changes.mapPos(caret.head),
      from: changes.mapPos(caret.from, 1),
      to: changes.mapPos(caret.to, -1),
    }));
  },
});

/** @param {Caret[]} carets @param {number} length */
function within(carets, length) {
  return carets.filter(({ head, from, to }) => Math.max(head, from, to) <= length && Math.min(head, from, to) >= 0);
}

/** @param {import("@codemirror/view").ViewUpdate} update */
const stale = (update) =>
  update.docChanged ||
  update.viewportChanged ||
  update.geometryChanged ||
  update.startState.field(shown) !== update.state.field(shown);

/**
 * The others' carets, with their names, and what they have selected, in their colours.
 *
 * @returns {import("@codemirror/state").Extension}
 */
export function carets() {
  return [
    shown,
    layer({
      above: false,
      class: "tutti-selections",
      update: stale,
      markers: (view) => view.state.field(shown).flatMap((caret) => selectionOf(view, caret)),
    }),
    layer({
      above: true,
      class: "tutti-carets",
      update: stale,
      markers: (view) => view.state.field(shown).flatMap((caret) => caretOf(view, caret)),
    }),
  ];
}

/** @param {import("@codemirror/view").EditorView} view @param {Caret} caret */
function selectionOf(view, caret) {
  if (caret.from >= caret.to) return [];
  return RectangleMarker.forRange(view, "tutti-selection", EditorSelection.range(caret.from, caret.to)).map(
    (place) => new Mark(place, caret, false),
  );
}

/** @param {import("@codemirror/view").EditorView} view @param {Caret} caret */
function caretOf(view, caret) {
  if (caret.head < view.viewport.from || caret.head > view.viewport.to) return [];
  return RectangleMarker.forRange(view, "tutti-caret", EditorSelection.cursor(caret.head)).map(
    (place) => new Mark(place, caret, true, view.textDirection === Direction.RTL),
  );
}

/** One caret, or a part of a selection, where it is drawn. */
class Mark {
  /** @param {RectangleMarker} place @param {Caret} caret @param {boolean} flag @param {boolean} [mirrored] */
  constructor(place, caret, flag, mirrored = false) {
    this.place = place;
    this.caret = caret;
    this.flag = flag;
    this.mirrored = mirrored;
  }

  /** @param {Mark} other */
  eq(other) {
    return (
      this.place.eq(other.place) &&
      this.caret.key === other.caret.key &&
      this.caret.name === other.caret.name &&
      this.caret.color === other.caret.color &&
      this.flag === other.flag
    );
  }

  draw() {
    const mark = this.place.draw();
    const { name, color, ink } = this.caret;
    mark.style.setProperty("--who", color);
    if (!this.flag) return mark;
    mark.dataset["testid"] = "remote-caret";
    const flag = document.createElement("span");
    flag.className = this.place.top < 18 ? "tutti-flag below" : "tutti-flag";
    flag.classList.toggle("mirrored", this.mirrored);
    flag.style.color = ink;
    flag.textContent = name;
    mark.append(flag);
    return mark;
  }
}
