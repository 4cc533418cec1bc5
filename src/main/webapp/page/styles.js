import { css } from "lit";

/** What all elements share: buttons, fields, cards, focus. */
export const baseStyles = css`
  :host { box-sizing: border-box; }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ol, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
  ol, ul { list-style: none; }
  h2 { font-size: 0.95rem; font-weight: 650; letter-spacing: -0.005em; }
  .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); }
  bdi, .name { unicode-bidi: isolate; }
  .muted { color: var(--muted); }
  .small { font-size: 0.8125rem; }
  .number { font-variant-numeric: tabular-nums; }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  button {
    font: inherit; font-size: 0.9375rem; font-weight: 600; color: var(--ink); background: var(--surface); cursor: pointer;
    border: 1px solid var(--edge); border-radius: 10px; min-height: 40px; padding: 0 0.95rem; display: inline-flex;
    align-items: center; justify-content: center; gap: 0.5rem; white-space: nowrap;
    transition: background-color 120ms, border-color 120ms;
  }
  button:hover { background: var(--sunken); }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.primary:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
  button.quiet { border-color: transparent; background: transparent; }
  button.quiet:hover { background: var(--sunken); }
  button.danger { color: var(--bad); }
  button.icon { padding: 0; width: 40px; }
  button:disabled { opacity: 0.55; cursor: default; }
  svg { flex: none; }
  label { font-size: 0.875rem; font-weight: 600; }
  input[type="text"], input[type="number"], input[type="email"], input[type="password"], input[type="search"], select, textarea {
    font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 10px;
    min-height: 42px; padding: 0 0.75rem; width: 100%; min-width: 0;
  }
  textarea { padding: 0.5rem 0.75rem; line-height: 1.45; resize: vertical; }
  select { min-height: 42px; }
  input::placeholder, textarea::placeholder { color: var(--muted); opacity: 1; }
  dialog {
    color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: 20px; padding: 0;
    width: min(30rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); box-shadow: 0 24px 80px rgb(0 0 0 / 35%);
  }
  dialog::backdrop { background: rgb(10 10 18 / 55%); backdrop-filter: blur(2px); }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { transition: none !important; animation: none !important; }
  }
`;
