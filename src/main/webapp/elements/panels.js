import { icons } from "../page/icons.js";
import "./tutti-parameters.js";

/** What a session's page has tabs for, in their order. @type {import("../page/panels.js").Panel[]} */
export const panels = [
  { id: "parameters", label: "Parameters", icon: icons.sliders, tag: "tutti-parameters" },
  {
    id: "documents",
    label: "Documents",
    icon: icons.document,
    tag: "tutti-documents",
    load: () => import("./tutti-documents.js"),
  },
  {
    id: "chat",
    label: "Chat",
    icon: icons.chat,
    tag: "tutti-chat",
    load: () => import("./tutti-chat.js"),
    badge: ({ session }) => unread(session.chat.state.unread),
  },
  { id: "story", label: "Story", icon: icons.book, tag: "tutti-story", load: () => import("./tutti-story.js") },
  { id: "state", label: "Data", icon: icons.tree, tag: "tutti-state", load: () => import("./tutti-state.js") },
];

/** @param {number} count */
function unread(count) {
  return count > 99 ? "99+" : count > 0 ? String(count) : "";
}
