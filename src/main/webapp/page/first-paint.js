// A classic script in the head: the chosen theme must be known before the first paint, or the page would flash.
try {
  const theme = localStorage.getItem("tutti.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
} catch {
  // Storage is not allowed here: the system's theme it is.
}
