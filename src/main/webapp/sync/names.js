/** Whether a session may have this id. @param {string} id */
export function isSessionId(id) {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

/** Whether a document may be called so. @param {string} name */
export function isDocumentName(name) {
  return /^[A-Za-z0-9._-]{1,128}$/.test(name);
}
