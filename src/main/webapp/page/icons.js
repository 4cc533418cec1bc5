import { svg, html } from "lit";

/** @param {import("lit").TemplateResult<2>} drawing */
const icon = (
  drawing,
) => html`<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`;

export const icons = {
  link: icon(svg`<path d="M9 15l6-6M10 6l1-1a5 5 0 017 7l-1 1M14 18l-1 1a5 5 0 01-7-7l1-1"/>`),
  check: icon(svg`<path d="M4.5 12.5l5 5 10-11"/>`),
  leave: icon(svg`<path d="M14 4h4a2 2 0 012 2v12a2 2 0 01-2 2h-4M10 16l-4-4 4-4M6 12h9"/>`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4"/>`,
  ),
  moon: icon(svg`<path d="M20 14.5A8.5 8.5 0 119.5 4a7 7 0 0010.5 10.5z"/>`),
  system: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 010 18z" fill="currentColor"/>`),
  pause: icon(svg`<path d="M9 5v14M15 5v14"/>`),
  play: icon(svg`<path d="M8 5l11 7-11 7z" fill="currentColor"/>`),
  reset: icon(svg`<path d="M4 5v5h5M4.6 10A8 8 0 1112 20"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  arrow: icon(svg`<path d="M5 12h14M13 6l6 6-6 6"/>`),
  sliders: icon(
    svg`<path d="M4 8h8M18 8h2M4 16h2M12 16h8"/><circle cx="15" cy="8" r="2.6"/><circle cx="9" cy="16" r="2.6"/>`,
  ),
  document: icon(svg`<path d="M13 3H7a2 2 0 00-2 2v14a2 2 0 002 2h10a2 2 0 002-2V9zM13 3v6h6M9 13h6M9 17h4"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  undo: icon(svg`<path d="M8 5L4 9l4 4M4 9h10a6 6 0 010 12H9"/>`),
  redo: icon(svg`<path d="M16 5l4 4-4 4M20 9H10a6 6 0 000 12h5"/>`),
  find: icon(svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`),
  cloud: icon(svg`<path d="M7 19a4.5 4.5 0 01-.6-8.96A6 6 0 0118 9.5 4.8 4.8 0 0117.5 19z"/>`),
  away: icon(svg`<path d="M4 4l16 16M7 19a4.5 4.5 0 01-.6-8.96M10 5.3A6 6 0 0118 9.5a4.8 4.8 0 012 8.2"/>`),
  chat: icon(svg`<path d="M20 4H4a1 1 0 00-1 1v11a1 1 0 001 1h3v4l5-4h8a1 1 0 001-1V5a1 1 0 00-1-1z"/>`),
  reply: icon(svg`<path d="M10 6L4 12l6 6M4 12h10a6 6 0 016 6v1"/>`),
  smile: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8.5 14.5a4.2 4.2 0 007 0M9 9.5v.01M15 9.5v.01"/>`),
  pencil: icon(svg`<path d="M4 20l1-4L16.5 4.5a2.1 2.1 0 013 3L8 19z"/>`),
  trash: icon(svg`<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"/>`),
  send: icon(svg`<path d="M4 12l16-8-6 16-3-7z"/>`),
  people: icon(
    svg`<circle cx="9" cy="8" r="3.4"/><path d="M3 20a6 6 0 0112 0M16 5a3.4 3.4 0 010 6.4M17.5 14.5A6 6 0 0121 20"/>`,
  ),
  invite: icon(svg`<circle cx="10" cy="8" r="3.4"/><path d="M3.5 20a6.5 6.5 0 0113 0M19 6v6M16 9h6"/>`),
  comment: icon(
    svg`<path d="M20 4H4a1 1 0 00-1 1v11a1 1 0 001 1h3v4l5-4h8a1 1 0 001-1V5a1 1 0 00-1-1zM8 9h8M8 12.5h5"/>`,
  ),
  chart: icon(svg`<path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6"/>`),
  bulb: icon(svg`<path d="M9 18h6M10 21h4M8.5 15a6 6 0 117 0c-.6.5-.9 1.2-1 2h-5c-.1-.8-.4-1.5-1-2z"/>`),
  up: icon(svg`<path d="M12 19V5M5.5 11.5L12 5l6.5 6.5"/>`),
  down: icon(svg`<path d="M12 5v14M5.5 12.5L12 19l6.5-6.5"/>`),
  eye: icon(
    svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>`,
  ),
  home: icon(svg`<path d="M4 11l8-7 8 7M6 10v10h12V10"/>`),
  lock: icon(svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 018 0v3"/>`),
  book: icon(svg`<path d="M12 6c-2-1.6-4.6-2-8-2v14c3.4 0 6 .4 8 2 2-1.6 4.6-2 8-2V4c-3.4 0-6 .4-8 2zM12 6v14"/>`),
  tree: icon(
    svg`<path d="M5 4v13a2 2 0 002 2h4M5 9h6"/><rect x="12" y="6" width="8" height="6" rx="1.5"/><rect x="12" y="16" width="8" height="5" rx="1.5"/>`,
  ),
  pen: icon(svg`<path d="M4 20l1-4.5L16.5 4a2.1 2.1 0 013 3L8 18.5z"/>`),
  bin: icon(svg`<path d="M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13"/>`),
  name: icon(svg`<path d="M4 18h16M6 14l4-9 4 9M7.3 11h5.4"/>`),
  print: icon(svg`<path d="M7 9V4h10v5M7 17H4v-6a2 2 0 012-2h12a2 2 0 012 2v6h-3"/><path d="M7 14h10v6H7z"/>`),
  download: icon(svg`<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>`),
  hourglass: icon(svg`<path d="M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4"/>`),
  chevron: icon(svg`<path d="M9 6l6 6-6 6"/>`),
};

/** The mark beside the name. */
export const mark = html`<svg width="34" height="34" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#3f3ab8"/>
  <g fill="none" stroke-width="2.6" stroke-linecap="round"><ellipse cx="16" cy="16" rx="10" ry="4.4" stroke="#ffb454" transform="rotate(30 16 16)"/>
  <ellipse cx="16" cy="16" rx="10" ry="4.4" stroke="#ff7a8a" transform="rotate(90 16 16)"/>
  <ellipse cx="16" cy="16" rx="10" ry="4.4" stroke="#7ee0d2" transform="rotate(150 16 16)"/></g></svg>`;
