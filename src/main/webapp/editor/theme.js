import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: "0.875rem 0 40vh", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 1.25rem 0 0.5rem" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--muted)", border: "0", paddingLeft: "0.5rem" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.25rem", opacity: "0.8" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--ink) 4%, transparent)" },
  ".tutti-remarks .cm-gutterElement": { display: "flex", alignItems: "center", justifyContent: "center", width: "1.75rem", cursor: "pointer" },
  ".tutti-remarks .cm-gutterElement:hover": { color: "var(--accent)" },
  ".tutti-remarks .cm-gutterElement:not(:has(.tutti-remark)):hover::after": { content: "'+'", fontWeight: "700" },
  ".tutti-remark": { minWidth: "1.25rem", padding: "0 0.25rem", font: "700 0.6875rem/1.125rem var(--font)", textAlign: "center", borderRadius: "6px 6px 6px 1px", color: "var(--ink)",
    background: "color-mix(in srgb, var(--who) 26%, var(--surface))", boxShadow: "inset 0 0 0 1.5px var(--who)" },
  ".tutti-remarked": { backgroundColor: "color-mix(in srgb, var(--accent) 12%, transparent)" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--ink)", marginLeft: "-1px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--accent) 24%, transparent)" },
  ".cm-placeholder": { color: "var(--muted)" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--ok) 28%, transparent)", outline: "none" },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--warn) 32%, transparent)", borderRadius: "2px" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--warn) 64%, transparent)" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--line)", zIndex: "5" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "0.375rem 0.5rem", padding: "0.5rem 2.75rem 0.5rem 0.875rem", fontFamily: "var(--font)" },
  ".cm-panel.cm-search br": { display: "none" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "0.25rem", fontSize: "0.8125rem", fontWeight: "500" },
  ".cm-panel.cm-search [name=close]": { position: "absolute", top: "0.5rem", right: "0.5rem", width: "36px", fontSize: "1.25rem", color: "var(--ink)" },
  ".cm-textfield.cm-textfield": { minHeight: "36px", width: "12rem", margin: "0", padding: "0 0.625rem", fontSize: "0.9375rem", border: "1px solid var(--edge)", borderRadius: "8px", backgroundColor: "var(--surface)", color: "var(--ink)" },
  ".cm-button.cm-button": { minHeight: "36px", margin: "0", padding: "0 0.75rem", fontSize: "0.8125rem", border: "1px solid var(--edge)", borderRadius: "8px", background: "var(--surface)", color: "var(--ink)" },
  ".tutti-selection": { position: "absolute", backgroundColor: "color-mix(in srgb, var(--who) 26%, transparent)" },
  ".tutti-caret": { position: "absolute", borderLeft: "2px solid var(--who)", marginLeft: "-1px" },
  ".tutti-flag": { position: "absolute", left: "-2px", bottom: "100%", padding: "0 0.375rem", maxWidth: "12rem", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap",
    font: "600 0.6875rem/1.125rem var(--font)", borderRadius: "6px 6px 6px 0", backgroundColor: "var(--who)",
    animation: "tutti-fade 600ms 4s ease-out forwards" },
  "@keyframes tutti-fade": { to: { opacity: "0" } },
  "@media (prefers-reduced-motion: reduce)": { ".tutti-flag": { animation: "none" } },
  ".tutti-flag.below": { bottom: "auto", top: "100%", borderRadius: "0 6px 6px 6px" },
  ".tutti-flag.mirrored": { left: "auto", right: "-2px" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit], color: "var(--code-number)" },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.labelName], color: "var(--code-function)" },
  { tag: [tags.typeName, tags.className, tags.tagName, tags.namespace], color: "var(--code-type)" },
  { tag: [tags.propertyName, tags.attributeName, tags.definition(tags.propertyName)], color: "var(--code-property)" },
  { tag: tags.heading, fontWeight: "700", color: "var(--code-type)" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.url], color: "var(--code-function)", textDecoration: "underline" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

/** How the editor looks: in the page's colours, light and dark. @type {import("@codemirror/state").Extension} */
export const theme = [look, syntaxHighlighting(colours)];
