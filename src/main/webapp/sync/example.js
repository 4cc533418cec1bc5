import { connect } from "./tutti.js";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const id = new URLSearchParams(location.search).get("session") ?? "example";
const session = connect(id);
part("session").textContent = id;

session.on("change", show);
session.on("refused", (error) => (part("error").textContent = `${error.code}: ${error.message}`));
for (const strategy of /** @type {const} */ (["yours", "theirs", "average"])) {
  part(strategy === "yours" ? "mine" : strategy).addEventListener("click", () => {
    const [conflict] = open();
    if (conflict) session.resolve(conflict.param, strategy).catch(() => {});
  });
}
show();

function open() {
  return Object.values(session.state.conflicts).filter((conflict) => conflict.mine);
}

function show() {
  const { status, users, schema, params, computed } = session.state;
  part("status").textContent = status.state;
  part("people").textContent = users.map((user) => user.name).join(", ") || "nobody";
  for (const [name, spec] of Object.entries(schema)) {
    const { slider, output } = row(name, spec);
    const value = params[name] ?? computed[name] ?? 0;
    if (slider) slider.value = String(value);
    output.textContent = value.toFixed(4);
  }
  const [conflict] = open();
  part("conflict").hidden = !conflict;
  if (conflict)
    part("question").textContent =
      `${conflict.param}: you ${conflict.myValue}, ${conflict.theirUserName} ${conflict.theirValue}`;
}

/** @param {string} name @param {import("./types.js").ParameterSpec} spec */
function row(name, spec) {
  if (!document.getElementById(`value-${name}`)) addRow(name, spec);
  return {
    slider: /** @type {HTMLInputElement|null} */ (document.getElementById(`slider-${name}`)),
    output: part(`value-${name}`),
  };
}

/** @param {string} name @param {import("./types.js").ParameterSpec} spec */
function addRow(name, spec) {
  const label = Object.assign(document.createElement("label"), { textContent: name, htmlFor: `slider-${name}` });
  const output = Object.assign(document.createElement("output"), { id: `value-${name}` });
  const { min = 0, max = 1, computed } = spec;
  const slider = computed === undefined ? document.createElement("input") : document.createElement("span");
  if (slider instanceof HTMLInputElement) {
    Object.assign(slider, { id: `slider-${name}`, type: "range", min, max, step: "any" });
    slider.addEventListener("input", () => void session.set(name, slider.valueAsNumber));
  } else slider.textContent = `= ${computed}`;
  part("parameters").append(label, slider, output);
}
