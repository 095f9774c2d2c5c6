/* evidence-map: a field to search from every page, in place of the link; '/' leads to it. */
(function () {
  "use strict";
  const link = document.querySelector("a[data-search]");
  const here = () => document.querySelector("[data-search-page]:not([hidden]) [data-part=field]");
  function makeField() {
    const form = document.createElement("form");
    const field = document.createElement("input");
    form.className = "find";
    form.setAttribute("role", "search");
    field.type = "search";
    field.placeholder = "Search";
    field.setAttribute("aria-label", "Search claims, works and notes");
    field.setAttribute("aria-keyshortcuts", "/");
    field.setAttribute("enterkeyhint", "search");
    field.autocomplete = "off";
    form.append(field);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = field.value.trim();
      location.href = link.href + (query ? `?q=${encodeURIComponent(query)}` : "");
    });
    link.closest("nav").after(form);
    return field;
  }

  if (!link) return;
  const own = document.body.dataset.onlySearch === undefined ? makeField() : null;
  document.addEventListener("keydown", (event) => {
    const busy =
      event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = here() && here().offsetParent ? here() : own;
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
