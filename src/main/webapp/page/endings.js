/**
 * What a person is told where a session cannot go on. No DOM.
 *
 * @typedef {{title: string, text: string}} Ending
 */

/** @type {Record<number, {title: string, text: string}>} */
const BY_CODE = {
  1000: { title: "This session was closed", text: "Someone who was allowed to do so has closed it." },
  4401: {
    title: "You are signed out",
    text: "You signed out or changed your password on another device, or your sign-in is no longer valid. Sign in again, or continue as someone new.",
  },
  4403: {
    title: "You cannot join this session",
    text: "A host removed you, your team no longer has access, or the session is not open to everyone. You can ask the hosts to let you in.",
  },
  4404: {
    title: "Session not found",
    text: "The link may have a typing mistake. Ask for the link again, or start a session of your own.",
  },
  4408: { title: "Signing in took too long", text: "Your connection may be slow at the moment. Please try again." },
  4410: { title: "This session was deleted", text: "A host deleted it together with everything in it." },
};

/** Why one is out, by the first word of the reason (rule ERR11). @type {Record<string, {title: string, text: string}>} */
const BY_REASON = {
  removed: {
    title: "You were removed from this session",
    text: "A host removed you. You can join again if the session still lets you in, or ask the hosts.",
  },
  banned: { title: "You are banned from this session", text: "A host banned you. Only a host can lift the ban." },
  not_admitted: {
    title: "This session is by invitation only",
    text: "You can ask the hosts to let you in, or ask somebody for an invitation link.",
  },
  team_ended: {
    title: "Your team no longer has access",
    text: "You joined as a member of a team, and that access has ended. You can ask the hosts to let you in again.",
  },
  bad_invite: {
    title: "This invitation link does not work",
    text: "It has expired, has been used already, or belongs to another session. Ask for a new one.",
  },
};

const START = {
  title: "No such session",
  text: "Nobody has started a session with this ID yet, or the link has a typing mistake. Start it?",
};

const OTHER = {
  title: "The server closed the connection",
  text: "This page does not reconnect by itself now. You can try again, or go to the start page.",
};

/** Where the server does not know the person any more who was here by this browser. */
export const LOST_TITLE = "The server no longer recognises you";

/**
 * What is said about an end; `known`: it says more than the server's own reason.
 *
 * @param {{code: number, reason: string}} end
 * @param {boolean} startable  there is no such session, and it can be started
 * @returns {Ending & {known: boolean}}
 */
export function endingOf({ code, reason }, startable) {
  if (startable) return { ...START, known: true };
  const why = code === 4403 ? BY_REASON[String(reason).replace(/:.*$/s, "")] : undefined;
  const found = why ?? BY_CODE[code];
  return { ...(found ?? OTHER), known: why !== undefined || (found !== undefined && code !== 4403) };
}

/** Every end that has words of its own, with how it comes about. @type {{code: number, reason: string, title: string, lost?: string}[]} */
export const ENDINGS = [
  ...Object.entries(BY_CODE)
    .filter(([code]) => code !== "4404")
    .map(([code, { title }]) => ({ code: Number(code), reason: "", title })),
  ...Object.entries(BY_REASON).map(([reason, { title }]) => ({ code: 4403, reason, title })),
  { code: 4404, reason: "", title: START.title },
  { code: 1008, reason: "policy", title: OTHER.title },
  { code: 4401, reason: "", title: LOST_TITLE, lost: "Ada" },
];
