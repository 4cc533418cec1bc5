import { RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";

/**
 * @typedef {object} Remark  A thread of comments where it stands in the text.
 * @property {string} id
 * @property {number} at  offset in UTF-16 units
 * @property {number} count  how many messages it has
 * @property {string} color  of who began it
 * @property {boolean} chosen
 */

/** Puts other threads in the place of those shown. @type {import("@codemirror/state").StateEffectType<Remark[]>} */
export const showRemarks = StateEffect.define();

/** Sorted by their places. @type {StateField<Remark[]>} */
const shown = StateField.define({
  create: () => /** @type {Remark[]} */ ([]),
  update(remarks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(showRemarks))
        return effect.value
          .filter(({ at }) => at >= 0 && at <= transaction.state.doc.length)
          .sort((a, b) => a.at - b.at);
    if (!transaction.docChanged || remarks.length === 0) return remarks;
    return remarks.map((one) => ({ ...one, at: transaction.changes.mapPos(one.at, 1) })).sort((a, b) => a.at - b.at);
  },
  provide: (field) => EditorView.decorations.compute([field], (state) => lines(state, state.field(field))),
});

/**
 * The margin where comments stand: a sign at each line that has some.
 *
 * @param {(id: string|null, offset: number) => void} pressed  on a thread, or on a line that has none
 * @returns {import("@codemirror/state").Extension}
 */
export function remarks(pressed) {
  return [
    shown,
    gutter({
      class: "tutti-remarks",
      renderEmptyElements: true,
      markers: (view) => signs(view.state),
      initialSpacer: () => new Sign(1, "transparent", false),
      domEventHandlers: {
        mousedown(view, line, event) {
          event.preventDefault();
          const here = view.state.field(shown).find(({ at }) => at >= line.from && at <= line.to);
          pressed(here?.id ?? null, line.from);
          return true;
        },
      },
    }),
  ];
}

/** A line's threads as one sign. @param {import("@codemirror/state").EditorState} state @returns {RangeSet<GutterMarker>} */
function signs(state) {
  /** @type {Map<number, Remark[]>} */
  const byLine = new Map();
  for (const one of state.field(shown)) {
    const { from } = state.doc.lineAt(Math.min(one.at, state.doc.length));
    byLine.set(from, [...(byLine.get(from) ?? []), one]);
  }
  return RangeSet.of(
    [...byLine].map(([from, all]) =>
      new Sign(
        all.reduce((sum, { count }) => sum + count, 0),
        all[0]?.color ?? "",
        all.some(({ chosen }) => chosen),
      ).range(from),
    ),
    true,
  );
}

/** @param {import("@codemirror/state").EditorState} state @param {Remark[]} all */
function lines(state, all) {
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  let last = -1;
  for (const { at, chosen } of all) {
    const { from } = state.doc.lineAt(Math.min(at, state.doc.length));
    if (!chosen || from <= last) continue;
    builder.add(from, from, Decoration.line({ class: "tutti-remarked" }));
    last = from;
  }
  return builder.finish();
}

class Sign extends GutterMarker {
  /** @param {number} count @param {string} color @param {boolean} chosen */
  constructor(count, color, chosen) {
    super();
    this.count = count;
    this.color = color;
    this.chosen = chosen;
  }

  /** @param {Sign} other */
  eq(other) {
    return this.count === other.count && this.color === other.color && this.chosen === other.chosen;
  }

  toDOM() {
    const sign = document.createElement("span");
    sign.className = this.chosen ? "tutti-remark chosen" : "tutti-remark";
    if (this.color !== "transparent") sign.dataset["testid"] = "remark";
    sign.style.setProperty("--who", this.color);
    sign.textContent = this.count > 9 ? "9+" : String(this.count);
    sign.title = this.count === 1 ? "1 comment" : `${this.count} comments`;
    return sign;
  }
}
