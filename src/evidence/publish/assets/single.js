/* evidence-map: the map in one file. Its pages are sections; the address says which one is shown. */
(function (map) {
  "use strict";
  const pages = new Map(
    [...document.querySelectorAll("section.page")].map((page) => [page.id, page]),
  );
  const unsafe = /[^A-Za-z0-9.~/-]/gu;
  const safe = (text) => text.replace(unsafe, (char) => `_${char.codePointAt(0).toString(16)}_`);

  /* Where a page of the site stands in the file. */
  map.address = (href) => {
    const [path, anchor] = href.split("#").map(decodeURIComponent);
    return `#${safe(path.replace(/\.html$/, ""))}${anchor ? `:${safe(anchor)}` : ""}`;
  };

  function mark(name) {
    for (const link of document.querySelectorAll("header nav a")) {
      if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function show(first) {
    const wanted = location.hash.slice(1).split("?")[0];
    const name = wanted.split(":")[0] || document.body.dataset.front;
    const page = pages.get(name);
    if (!page) return;
    for (const other of pages.values()) other.classList.toggle("here", other === page);
    mark(name);
    document.title = page.dataset.title;
    const place = document.getElementById(wanted);
    const heading = page.querySelector("h1") || page;
    if (place && place !== page) {
      place.scrollIntoView();
    } else if (!first || wanted) {
      window.scrollTo(0, 0);
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }

  window.addEventListener("hashchange", () => show(false));
  show(true);
  if (!document.querySelector("section.page.here")) {
    location.hash = "";
    show(true);
  }
})((window.evidenceMap = window.evidenceMap || {}));
