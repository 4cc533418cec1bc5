// Shows the description that lies beside this page. Nothing is put in as HTML, everything as text.

/** An element with attributes and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What a reference inside the description stands for. */
function resolve(description, node) {
  if (!node || !node.$ref) return node;
  return node.$ref.slice(2).split("/").reduce((at, key) => at[key], description);
}

function pretty(value) {
  return element("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));
}

function typeOf(schema = {}) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  return [schema.type].flat().filter(Boolean).join(" | ");
}

function parameters(description, operation) {
  const rows = (operation.parameters ?? []).map((parameter) => resolve(description, parameter)).map((parameter) =>
    element("tr", {},
      element("td", {}, element("code", {}, parameter.name)),
      element("td", {}, parameter.in),
      element("td", {}, typeOf(parameter.schema)),
      element("td", {}, parameter.description ?? "")));
  if (rows.length === 0) return [];
  const head = element("tr", {}, ...["Name", "In", "Type", "Meaning"].map((title) => element("th", { scope: "col" }, title)));
  return [element("h3", {}, "Parameters"), element("table", {}, head, ...rows)];
}

function contents(content) {
  return Object.entries(content ?? {}).flatMap(([type, media]) => [
    element("p", {}, element("code", {}, type), ` ${typeOf(media.schema)}`),
    ...(media.example === undefined ? [] : [pretty(media.example)]),
  ]);
}

function responses(description, operation) {
  return Object.entries(operation.responses ?? {}).flatMap(([status, reference]) => {
    const response = resolve(description, reference);
    const line = element("h3", {}, `${status} ${response.description}`);
    // Refusals look alike: one example of each stands at the end of the page.
    return reference.$ref ? [line] : [line, ...contents(response.content)];
  });
}

function access(operation) {
  const wanted = operation.security ?? [];
  if (wanted.length === 0) return "No token.";
  return wanted.some((kind) => Object.keys(kind).length === 0) ? "A token, or none where anonymous access is on." : "A token.";
}

function route(description, path, method, operation) {
  const summary = element("summary", {},
    element("span", { class: "method" }, method.toUpperCase()), element("code", {}, path), ` — ${operation.summary}`);
  const body = element("div", {},
    element("p", {}, [operation.description, access(operation)].filter(Boolean).join(" ")),
    ...parameters(description, operation),
    ...(operation.requestBody ? [element("h3", {}, "Body"), ...contents(operation.requestBody.content)] : []),
    ...responses(description, operation));
  return element("details", { id: operation.operationId }, summary, body);
}

function schemas(title, entries) {
  return [element("h2", {}, title), ...Object.entries(entries).map(([name, value]) =>
    element("details", {}, element("summary", {}, name), element("div", {}, pretty(value))))];
}

function show(description) {
  const main = document.querySelector("main");
  const sections = description.tags.flatMap(({ name }) => [
    element("h2", {}, name),
    ...Object.entries(description.paths).flatMap(([path, methods]) => Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(name))
      .map(([method, operation]) => route(description, path, method, operation))),
  ]);
  main.replaceChildren(element("p", {}, description.info.description), ...sections,
    ...schemas("Refusals", description.components.responses), ...schemas("Schemas", description.components.schemas));
}

fetch("./openapi.json")
  .then((answer) => answer.json())
  .then(show)
  .catch(() => document.querySelector("main").replaceChildren(element("p", {}, "The description could not be loaded.")));
