/* evidence-map: filters of the map, which live in the address */
(() => {
  "use strict";
  const data = window.evidenceMap?.map, get = (id) => document.getElementById(id), table = get("map");
  if (!table || !data?.bearings.length) return;
  const MOST = 40, SHOWN = 200;
  const box = get("filters"), panel = get("list"), title = get("list-title");
  const cells = [...table.querySelectorAll("td[data-method]")];
  const names = data.facets.map(([name]) => name), words = {}, chosen = {};
  let open = "", strange = 0;
  const make = (tag, textContent = "", className = "") =>
    Object.assign(document.createElement(tag), { textContent, className });
  const count = (number, one, more = one + "s") => `${number} ${number === 1 ? one : more}`;
  const place = (cell) => `${cell.dataset.factor} ${cell.dataset.method}`;
  for (const [name, , values] of data.facets) words[name] = new Map(values);
  const bearings = data.bearings.map(([factor, stance, number]) => {
    const claim = data.claims[number], work = data.works[claim[2]];
    const [method, outcome, seen, checked] = claim.slice(4).map((at) => [at]), [, region, period] = work;
    const is = { method, outcome, stance: [stance], seen, checked, region, period, work: [claim[2]] };
    for (const [name, , values] of data.facets) is[name] = is[name].map((at) => values[at][0]);
    [factor] = data.factors[factor];
    return { factor, cell: `${factor} ${is.method}`, claim, work, is };
  });

  // The address: its query, else what follows '#'
  function read() {
    const hash = location.hash.slice(1);
    const query = new URLSearchParams(hash.includes("=") ? hash : location.search);
    strange = 0;
    for (const name of names) {
      const asked = query.getAll(name), known = asked.filter((one) => words[name].has(one));
      chosen[name] = new Set(known);
      strange += asked.length - known.length;
    }
    open = query.get("cell") || "";
    render();
  }
  function write() {
    const query = new URLSearchParams();
    for (const name of names) for (const one of words[name].keys()) if (chosen[name].has(one)) query.append(name, one);
    if (open) query.append("cell", open);
    try {
      history.pushState(null, "", `${query}` ? `?${query}` : location.pathname);
    } catch {
      location.hash = query;
    }
    strange = 0;
    render();
  }

  const [details, clear] = box.children, [summary, facets] = details.children;
  for (const [name, label, values] of data.facets) {
    const boxes = name !== "work" && values.length <= MOST;
    const group = make(boxes ? "fieldset" : "label", "", "facet");
    group.append(make(boxes ? "legend" : "span", label));
    if (boxes) {
      for (const [value, said] of values) {
        const one = make("label"), input = Object.assign(make("input"), { type: "checkbox", name, value });
        one.append(input, ` ${said}`);
        group.append(one);
      }
    } else {
      const select = Object.assign(make("select"), { name });
      for (const [value, said] of [["", "any"], ...values]) select.append(new Option(said, value));
      group.append(select);
    }
    facets.append(group);
  }
  box.hidden = false;
  box.onchange = ({ target: { type, name, value, checked } }) => {
    if (type !== "checkbox") chosen[name] = new Set(value && [value]);
    else chosen[name][checked ? "add" : "delete"](value);
    write();
  };
  clear.onclick = () => {
    for (const name of names) chosen[name].clear();
    write();
    summary.focus();
  };

  function tally(found) {
    const lines = (kind) => found.filter(({ is }) => !kind || is.checked[0] === kind || is.stance[0] === kind)
      .map(({ claim }) => claim[3]);
    const size = (all) => new Set(all).size;
    return { lines: size(lines()), works: size(found.map(({ work }) => work)),
      claims: size(found.map(({ claim }) => claim)), checked: size(lines("checked")),
      qualifies: size(lines("qualifies")), contradicts: size(lines("contradicts")) };
  }
  function render() {
    const found = bearings.filter(({ is }) =>
      names.every((name) => !chosen[name].size || is[name].some((one) => chosen[name].has(one))));
    const inside = {}, total = tally(found);
    for (const one of found) for (const key of [one.factor, one.cell]) (inside[key] ||= []).push(one);
    for (const cell of cells) draw(cell, tally(inside[place(cell)] || []));
    for (const cell of table.querySelectorAll("[data-total]")) {
      cell.firstChild.textContent = tally(inside[cell.dataset.total] || []).lines;
    }
    const said = names.flatMap((name, at) =>
      [...chosen[name]].map((one) => `${data.facets[at][1].toLowerCase()}: ${words[name].get(one)}`));
    get("shown").replaceChildren(
      make("strong", `${count(total.lines, "line of evidence", "lines of evidence")}, ` +
        `${count(total.claims, "claim")} from ${count(total.works, "work")}`),
      said.length ? ` with ${said.join("; ")}` : "",
      strange ? ` (${count(strange, "choice")} unknown here)` : "");
    summary.textContent = `Filters${said.length ? ` (${said.length} chosen)` : ""}`;
    clear.hidden = !said.length;
    for (const one of box.querySelectorAll("input")) one.checked = chosen[one.name].has(one.value);
    for (const one of box.querySelectorAll("select")) one.value = [...chosen[one.name]][0] || "";
    list(found.filter((one) => one.cell === open));
  }
  function draw(cell, { lines, checked, qualifies, contradicts }) {
    const link = cell.querySelector("a");
    cell.classList.toggle("none", !lines);
    if (!lines) return;
    const mark = link.querySelector("svg"), size = Math.max(18, Math.round(60 * Math.sqrt(lines / data.scale)));
    mark.setAttribute("width", size);
    mark.setAttribute("height", size);
    mark.classList.toggle("hollow", !checked);
    link.querySelector("b").textContent = lines;
    cell.querySelector(".note").textContent = [count(qualifies, "qualifies", "qualify"),
      count(contradicts, "contradicts", "contradict")].filter((said) => said[0] > 0).join(", ");
  }
  function list(found) {
    const cell = cells.find((one) => place(one) === open), claims = new Map();
    for (const one of cells) one.classList.toggle("open", one === cell);
    const link = cell?.querySelector("a");
    panel.hidden = !link;
    if (!link) return;
    for (const one of found) claims.set(one.claim, [...(claims.get(one.claim) || []), one]);
    const label = data.factors.find(([id]) => id === cell.dataset.factor)[1];
    title.textContent = `${label}, ${cell.dataset.label}: ${count(claims.size, "claim")}${claims.size > SHOWN ? `, ${SHOWN} shown` : ""}`;
    panel.children[1].replaceChildren(...[...claims.values()].slice(0, SHOWN).map(item));
    panel.querySelector("a").href = link.href;
  }
  function item(all) {
    const [{ claim, work, is }] = all, one = make("li", "", "claim");
    const source = make("p", "", "source"), said = make("p", "", "said");
    const link = (text, href) => Object.assign(make("a", text), { href });
    said.append(link(claim[9] || claim[0], claim[1]));
    for (const { is: { stance: [stance] } } of all) {
      source.append(document.querySelector(`[data-stance=${stance}] svg`).cloneNode(true), ` ${stance} · `);
    }
    source.append(link(words.work.get(is.work[0]), work[0]), claim[8] && `, ${claim[8]}`,
      ` · seen ${words.seen.get(is.seen[0])} `, make("span", claim[0], "permalink"));
    one.append(said, source);
    return one;
  }
  table.onclick = (event) => {
    const link = event.target.closest("td[data-method] a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open = place(link.parentNode);
    write();
    title.focus();
  };
  panel.querySelector("button").onclick = () => {
    const from = table.querySelector(".open a");
    open = "";
    write();
    (from?.offsetParent ? from : summary).focus();
  };
  onpopstate = onpageshow = read;
  read();
  details.open = !clear.hidden;
})();
