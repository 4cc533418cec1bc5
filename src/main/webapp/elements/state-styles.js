import { css } from "lit";

/** How the tree of the shared state looks. */
export const stateStyles = css`
  :host { display: block; max-width: 84rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; }
  .stage { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) 21rem; align-items: start; }
  .bar { display: flex; align-items: center; gap: 0.5rem; padding: 0.5rem 0.625rem 0.5rem 1.125rem; border-bottom: 1px solid var(--line); min-height: 3.25rem; }
  .bar h2 { flex: 1; }
  .viewer { padding: 0.125rem 0.5rem; border-radius: 99px; background: var(--sunken); font-weight: 600; white-space: nowrap; }
  [role="tree"] { padding: 0.375rem 0; }
  [role="tree"]:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
  .line { display: flex; align-items: center; gap: 0.5rem; min-height: 44px; padding: 0.125rem 0.625rem 0.125rem calc(0.5rem + var(--depth) * 1.375rem); position: relative; border-radius: 0; cursor: default; }
  .line:hover { background: color-mix(in srgb, var(--sunken) 55%, transparent); }
  .line.current { background: var(--tint); }
  .line.top + .line.top, .line:not(.top) + .line.top { border-top: 1px solid color-mix(in srgb, var(--line) 60%, transparent); }
  .twist { width: 24px; height: 24px; min-height: 24px; padding: 0; border: 0; background: transparent; flex: none; color: var(--muted); border-radius: 6px; }
  .twist svg { width: 14px; height: 14px; transition: transform 120ms; }
  .twist.open svg { transform: rotate(90deg); }
  .key { font-weight: 600; font-size: 0.9375rem; overflow-wrap: anywhere; flex: none; max-width: 45%; }
  .index { color: var(--muted); font-weight: 500; font-variant-numeric: tabular-nums; }
  .value { flex: 1; min-width: 0; font-family: var(--mono); font-size: 0.84rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .text { color: var(--code-string); } .number-kind { color: var(--code-number); } .boolean { color: var(--code-keyword); } .null, .object, .list { color: var(--muted); }
  .who { display: inline-flex; align-items: center; gap: 0.375rem; font-size: 0.8125rem; color: var(--muted); white-space: nowrap; flex: none; }
  .tools { display: none; gap: 0; flex: none; }
  .line.current .tools, .line:hover .tools { display: flex; }
  .tools button { width: 34px; min-height: 34px; border-radius: 8px; }
  .tools svg { width: 16px; height: 16px; }
  .line.flash { animation: flash 1.6s ease-out; }
  @keyframes flash { from { background: color-mix(in srgb, var(--who) 30%, transparent); } }
  .empty { padding: 2.5rem 1.5rem; text-align: center; display: grid; gap: 0.75rem; justify-items: center; color: var(--muted); }
  .hint { padding: 0.5rem 1.125rem; border-top: 1px solid var(--line); }
  kbd { font: inherit; font-weight: 600; }
  .undo { display: flex; align-items: center; gap: 0.75rem; padding: 0.375rem 0.625rem 0.375rem 1.125rem; background: var(--sunken); overflow-wrap: anywhere; }
  .undo button { min-height: 34px; font-size: 0.8125rem; margin-left: auto; }
  .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; padding: 0.5rem 1.125rem; }
  @media (max-width: 60rem) { .stage { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 46rem) {
    :host { padding: 0.75rem; }
    .hint { display: none; }
    .line { flex-wrap: wrap; padding-left: calc(0.25rem + var(--depth) * 1rem); }
    .line.current .tools { flex-basis: 100%; justify-content: end; }
    .line:hover:not(.current) .tools { display: none; }
    .who .name { display: none; }
    .tools button { width: 44px; min-height: 44px; }
  }
`;
