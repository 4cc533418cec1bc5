/**
 * Copies a text.
 *
 * @param {string} text
 * @param {Element|null} [place]  where a field may stand for a moment: within an open dialog, as nothing else can be selected then
 * @returns {Promise<boolean>} whether it could be copied
 */
export async function copyText(text, place = document.body) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, place ?? document.body);
  }
}

/** Without HTTPS there is no clipboard API; selecting and copying still works. @param {string} text @param {Element} place */
function copySelected(text, place) {
  const root = /** @type {Document|ShadowRoot} */ (place.getRootNode());
  const focused = /** @type {HTMLElement|null} */ (root.activeElement);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;opacity:0";
  place.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}
