/* evidence-map: the page of the search. Whatever an index holds becomes text, never markup. */
(function (map) {
  "use strict";
  const WIDTH = 240;
  const LONGEST_WORD = 60;
  const DOTS = "\u2026";
  const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  const SHOWN = 10;
  const WAIT = 250;
  const KINDS = {
    claim: ["claim", "claims"],
    passage: ["passage of our notes", "passages of our notes"],
    work: ["work", "works"],
  };

  const SHORT = { claim: "Claims", passage: "Notes", work: "Works" };
  const SQUARES = {
    supports: ["M0 0h11v11h-11z", ""],
    qualifies: ["M0 0h11v11h-11z", "M2 9l7-7"],
    contradicts: ["M0 0h11v11h-11z", "M3 3l5 5m0-5l-5 5"],
  };

  /* Places in a text that the leaves of a query ask for. */
  function matches(text, leaves) {
    const found = map.tokens(text);
    const stems = leaves.map((leaf) => (leaf.is === "word" ? map.stem(leaf.plain) : ""));
    const all = [];
    found.forEach((token, place) => {
      leaves.forEach((leaf, number) => {
        let last = -1;
        if (leaf.is === "word") last = map.stem(token.plain) === stems[number] ? place : -1;
        else if (leaf.is === "prefix") last = token.plain.startsWith(leaf.start) ? place : -1;
        else if (
          leaf.words.every((word, by) => found[place + by] && found[place + by].plain === word)
        )
          last = place + leaf.words.length - 1;
        if (last >= 0) all.push({ start: token.start, end: found[last].end, leaf: number });
      });
    });
    return all;
  }

  /* The part of a text that holds the most different words of the query. */
  function window_(text, found, width) {
    if (text.length <= width) return [0, text.length];
    if (!found.length) return [0, wordEnd(text, width)];
    let best = [0, 0];
    let score = [0, 0];
    let first = 0;
    const counts = new Map();
    found.forEach((match, last) => {
      counts.set(match.leaf, (counts.get(match.leaf) || 0) + 1);
      while (first < last && match.end - found[first].start > width) {
        counts.set(found[first].leaf, counts.get(found[first].leaf) - 1);
        first += 1;
      }
      const now = [[...counts.values()].filter(Boolean).length, last - first + 1];
      if (now[0] > score[0] || (now[0] === score[0] && now[1] > score[1])) {
        best = [first, last];
        score = now;
      }
    });
    const inner = [found[best[0]].start, found[best[1]].end];
    const room = Math.max(0, width - (inner[1] - inner[0])) >> 1;
    let start = Math.max(0, Math.min(inner[0] - room, text.length - width));
    let end = Math.min(text.length, Math.max(start + width, inner[1]));
    start = Math.min(start, inner[0]);
    end = Math.min(end, inner[0] + Math.max(width, inner[1] - inner[0]));
    return [wordStart(text, start, inner[0]), Math.max(inner[1], wordEnd(text, end))];
  }

  function wordStart(text, at, most) {
    if (at === 0 || /\s/.test(text.charAt(at - 1))) return at;
    const blank = text.slice(at, most).search(/\s/);
    return blank < 0 ? at : at + blank + 1;
  }

  function wordEnd(text, at) {
    if (at >= text.length || /\s/.test(text.charAt(at))) return at;
    const blank = Math.max(text.lastIndexOf(" ", at - 1), text.lastIndexOf("\n", at - 1));
    return blank > 0 && at - blank < LONGEST_WORD ? blank : at;
  }

  const fit = (text) => text.replace(UNSHOWN, " ").replace(/\p{Cs}/gu, "\ufffd");
  /* A text, or its best part, with what was asked for marked. */
  function marked(text, leaves, width = Infinity) {
    const found = matches(text, leaves);
    const [start, end] = window_(text, found, width);
    const shown = document.createDocumentFragment();
    if (text.slice(0, start).trim()) shown.append(DOTS);
    let at = start;
    for (const match of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (match.start < at || match.end > end) continue;
      shown.append(fit(text.slice(at, match.start)));
      shown.append(element("mark", "", fit(text.slice(match.start, match.end))));
      at = match.end;
    }

    shown.append(fit(text.slice(at, end)));
    if (text.slice(end).trim()) shown.append(DOTS);
    return { shown, hits: found.length, whole: start === 0 && end === text.length };
  }

  function element(name, look, ...content) {
    const made = document.createElement(name);
    if (look) made.className = look;
    made.append(...content);
    return made;
  }

  function link(href, ...content) {
    const made = element("a", "", ...content);
    made.href = map.address ? map.address(href) : href;
    return made;
  }

  function square(stance) {
    const shape = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
      return made;
    };
    const svg = shape("svg", {
      class: "squares",
      viewBox: "0 0 11 11",
      width: "11",
      height: "11",
      "aria-hidden": "true",
    });
    const [body, sign] = SQUARES[stance];
    svg.append(shape("path", { class: `${stance} full`, d: body }));
    if (sign) svg.append(shape("path", { class: `${stance} sign-full`, d: sign }));
    return svg;
  }

  const counted = (number, [one, many]) =>
    `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  class SearchPage {
    constructor(root) {
      const part = (name) => root.querySelector(`[data-part="${name}"]`);
      this.root = root;
      this.form = part("form");
      this.field = part("field");
      this.status = part("status");
      this.filters = part("filters");
      this.list = part("list");
      this.more = part("more");
      this.help = part("help");
      this.state = { q: "", in: "", factor: "" };
      this.asked = 0;
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.ask(true);
      });
      this.field.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(false), WAIT);
      });
      this.more.addEventListener("click", () => this.showMore());
      root.addEventListener("click", (event) => {
        const example = event.target.closest("[data-query]");
        if (example) {
          event.preventDefault();
          this.field.value = example.textContent;
          this.ask(true);
          this.field.focus();
        }
      });
      window.addEventListener("popstate", () => this.read());
      window.addEventListener("hashchange", () => this.read());
    }

    start() {
      this.root.hidden = false;
      this.read();
      if (!this.state.q && this.isHere() && matchMedia("(hover: hover)").matches) {
        this.field.focus({ preventScroll: true });
      }
    }

    /* Whether the page is shown: in a single file it is one of many. */
    isHere() {
      return !map.address || location.hash.slice(1).split("?")[0] === this.root.dataset.page;
    }

    /* Take the query from the address. */
    read() {
      if (!this.isHere()) return;
      const text = map.address ? location.hash.split("?").slice(1).join("?") : location.search;
      const given = new URLSearchParams(text);
      const state = { q: "", in: "", factor: "" };
      for (const name of Object.keys(state)) state[name] = given.get(name) || "";
      if (JSON.stringify(state) === JSON.stringify(this.state)) return;
      this.state = state;
      this.field.value = state.q;
      this.run();
    }

    write() {
      const given = new URLSearchParams();
      for (const [name, value] of Object.entries(this.state)) if (value) given.set(name, value);
      const text = given.toString() && `?${given}`;
      const address = map.address
        ? `#${this.root.dataset.page}${text}`
        : `${location.pathname}${text}`;
      try {
        history.replaceState(null, "", address);
      } catch {
        // Some browsers keep the address of a file as it is; the search works the same.
      }
    }

    ask(always) {
      clearTimeout(this.timer);
      const q = this.field.value.trim();
      if (!always && q === this.state.q) return;
      this.state = { q, in: "", factor: "" };
      this.write();
      this.run();
    }

    async run() {
      this.asked += 1;
      const asked = this.asked;
      this.field.removeAttribute("aria-invalid");
      if (!this.state.q) {
        this.clear("");
        this.help.open = true;
        return;
      }
      const slow = setTimeout(() => {
        if (asked === this.asked) this.status.textContent = "Searching \u2026";
      }, WAIT);
      try {
        const found = await map.search(this.state.q);
        if (asked !== this.asked) return;
        this.found = found;
        await this.show();
      } catch (error) {
        if (asked === this.asked) this.fail(error);
      } finally {
        clearTimeout(slow);
      }
    }

    fail(error) {
      if (error instanceof map.QueryError) {
        this.field.setAttribute("aria-invalid", "true");
        this.clear(`Character ${error.place}: ${error.message}. ${error.hint}`);
      } else {
        this.clear(
          "The search index could not be loaded. Load the page again; if the files of " +
            "the site were moved, keep the folder \u2018search\u2019 beside this page.",
        );
      }
    }

    clear(words) {
      this.status.textContent = words;
      this.filters.replaceChildren();
      this.list.replaceChildren();
      this.more.hidden = true;
      document.title = this.root.dataset.title;
    }

    get chosen() {
      const { head } = this.found.index;
      const kind = head.kinds.indexOf(this.state.in);
      const factor = head.factors.findIndex(([id]) => id === this.state.factor);
      return this.found.hits.filter(
        (hit) => (kind < 0 || hit.kind === kind) && (factor < 0 || hit.factors.includes(factor)),
      );
    }

    async show() {
      const asked = this.asked;
      const hits = this.chosen;
      const items = await this.items(hits.slice(0, SHOWN));
      if (asked !== this.asked) return;
      const { head } = this.found.index;
      const kinds = head.kinds.map((kind, place) => [
        kind,
        this.found.hits.filter((hit) => hit.kind === place).length,
      ]);
      const said = kinds
        .filter(([, count]) => count)
        .map(([kind, count]) => counted(count, KINDS[kind]));
      const absent = this.found.absent.length
        ? ` No text here has: ${this.found.absent.join(", ")}.`
        : "";
      const among =
        hits.length < this.found.hits.length
          ? ` ${counted(hits.length, ["is", "are"])} shown by your choice.`
          : "";
      this.status.textContent = this.found.hits.length
        ? `Found ${said.join(", ")}.${among}${absent}`
        : `Nothing found.${absent}`;
      document.title = `${this.state.q} \u00b7 ${this.root.dataset.title}`;
      this.showFilters(kinds);
      this.list.replaceChildren(...items);
      this.more.hidden = hits.length <= SHOWN;
      this.help.open = false;
      this.more.textContent = this.rest(hits.length);
    }

    rest(total) {
      const left = total - this.list.children.length;
      return left > SHOWN
        ? `Show ${SHOWN} more of ${left.toLocaleString("en")}`
        : `Show ${left} more`;
    }

    async showMore() {
      const asked = this.asked;
      const hits = this.chosen;
      const have = this.list.children.length;
      try {
        const items = await this.items(hits.slice(have, have + SHOWN));
        if (asked !== this.asked || have !== this.list.children.length) return;
        this.list.append(...items);
        items[0].querySelector("a").focus();
        this.more.hidden = this.list.children.length >= hits.length;
        this.more.textContent = this.rest(hits.length);
      } catch (error) {
        this.fail(error);
      }
    }

    showFilters(kinds) {
      const { head } = this.found.index;
      const inKind = head.kinds.indexOf(this.state.in);
      const near = this.found.hits.filter((hit) => inKind < 0 || hit.kind === inKind);
      const counts = head.factors.map((factor, place) => [
        factor,
        near.filter((hit) => hit.factors.includes(place)).length,
      ]);
      const button = (name, value, label, count, title) => {
        const made = element("button", "choice", label, " ", element("span", "n", String(count)));
        made.type = "button";
        made.setAttribute("aria-pressed", String(this.state[name] === value));
        if (title) made.title = title;
        made.addEventListener("click", () => this.choose(name, value));
        made.dataset.choice = `${name}=${value}`;
        return made;
      };
      const group = (label, buttons) => {
        const made = element("div", "choices", element("span", "label", label), ...buttons);
        made.setAttribute("role", "group");
        made.setAttribute("aria-label", label);
        return made;
      };
      const some = kinds.filter(([kind, count]) => count || kind === this.state.in);
      const about = counts.filter(([[id], count]) => count || id === this.state.factor);
      this.filters.replaceChildren();
      if (some.length > 1 || this.state.in) {
        this.filters.append(
          group("Kind", [
            button("in", "", "All", this.found.hits.length),
            ...some.map(([kind, count]) => button("in", kind, SHORT[kind], count)),
          ]),
        );
      }
      if (about.length) {
        this.filters.append(
          group(
            "Factor",
            about.map(([[id, label], count]) => button("factor", id, id, count, label)),
          ),
        );
      }
    }

    async choose(name, value) {
      this.state[name] = this.state[name] === value ? "" : value;
      this.write();
      try {
        await this.show();
      } catch (error) {
        this.fail(error);
        return;
      }
      const same = [...this.filters.querySelectorAll("button")].find(
        (one) => one.dataset.choice === `${name}=${value}`,
      );
      if (same) same.focus();
    }

    async items(hits) {
      const cards = await this.found.index.cards(hits.map((hit) => hit.number));
      return cards.map((card) => this.item(card));
    }

    item(card) {
      const { leaves } = this.found;
      const made = element("li", `hit ${card.kind}`);
      const main = marked(card.text, leaves, card.kind === "passage" ? WIDTH : Infinity);
      const head =
        card.kind === "passage"
          ? link(card.href, `Our notes on ${fit(card.label)}`)
          : link(card.href, main.shown);
      made.append(element("p", "said", head));
      if (card.kind === "passage") made.append(this.passage(card, main));
      if (!main.hits) this.field_(made, card);
      made.append(this.source(card));
      return made;
    }

    passage(card, main) {
      const heading = card.fields.heading ? [`${fit(card.fields.heading)}. `] : [];
      const text = element("p", "snippet", element("b", "", ...heading), main.shown);
      if (main.whole) return text;
      const all = element("button", "whole", "whole passage");
      all.type = "button";
      all.addEventListener("click", () => {
        const whole = marked(card.text, this.found.leaves).shown;
        text.replaceChildren(element("b", "", ...heading), whole);
        text.tabIndex = -1;
        text.focus();
      });
      text.append(" ", all);
      return text;
    }

    /* The first other field that has what was asked for, with its name. */
    field_(made, card) {
      for (const [name, text] of Object.entries(card.fields)) {
        if (card.kind === "passage" && name === "heading") continue;
        const found = marked(text, this.found.leaves, WIDTH);
        if (found.hits) {
          made.append(element("p", "snippet", element("span", "label", `${name}: `), found.shown));
          return;
        }
      }
    }

    source(card) {
      const { head } = this.found.index;
      const known = new Map(head.factors.map((factor) => [factor[0], factor]));
      const kind =
        card.kind === "claim" ? fit(card.word) : { work: "work", passage: "note" }[card.kind];
      const where = card.locator ? `${card.label}, ${card.locator}` : card.label;
      const made = element("p", "source", element("span", "chip", kind), " ");
      if (card.kind !== "passage") made.append(element("span", "where", fit(where)), " ");
      for (const [id, stance] of card.factors) {
        const factor = known.get(id);
        const bears = element("span", "bears");
        if (SQUARES[stance]) bears.append(square(stance), ` ${stance} `);
        const name = factor ? link(factor[2], fit(id)) : fit(id);
        if (factor) name.title = fit(factor[1]);
        bears.append(name);
        made.append(bears, " ");
      }
      return made;
    }
  }

  const root = document.querySelector("[data-search-page]");
  if (root) {
    map.searchPage = new SearchPage(root);
    const without = document.querySelector("[data-without-script]");
    if (without) without.hidden = true;
    map.searchPage.start();
  }
})((window.evidenceMap = window.evidenceMap || {}));
