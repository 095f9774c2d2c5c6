/* evidence-map: the query language of `evidence search`, read into a tree.

   query   = any { "OR" any }
   any     = one { ["AND"] one }
   one     = ["NOT" | "-"] one | "(" query ")" | field | phrase | prefix | word

   A node is {is: "and" | "or", parts}, {is: "not", part}, {is: "word", plain},
   {is: "phrase", words}, {is: "prefix", start} or {is: "field", name, value, at}. */
(function (map) {
  "use strict";
  const QUOTES = {
    '"': '"',
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u201d": "\u201d",
  };

  const CHUNK = /[^\s()"\u201c\u201d\u201e\u00ab\u00bb]+/uy;
  const NAME = /^((?:(?!\p{Nd})[\p{L}\p{N}])+):/u;
  const QUOTE_HINT = 'A phrase stands between two quotation marks: "rule of law".';
  const EXAMPLES = {
    factor: "factor:R1",
    kind: "kind:claim",
    method: "method:policy-report",
    stance: "stance:supports",
    work: "work:doe2001",
    year: "year:2003",
  };

  class QueryError extends Error {
    constructor(text, at, message, hint) {
      super(message);
      this.place = [...text.slice(0, at)].length + 1;
      this.hint = hint;
    }
  }

  class Lexer {
    constructor(text, fields) {
      this.text = text;
      this.fields = fields;
      this.at = 0;
    }

    wrong(at, message, hint) {
      return new QueryError(this.text, at, message, hint);
    }

    pieces() {
      const found = [];
      for (;;) {
        while (/\s/.test(this.text.charAt(this.at))) this.at += 1;
        const char = this.text.charAt(this.at);
        const at = this.at;
        if (!char) {
          found.push({ what: "end", at });
          return found;
        }
        if (char === "(" || char === ")") {
          this.at += 1;
          found.push({ what: char, at });
        } else if (QUOTES[char]) {
          found.push({ what: "leaf", at, leaf: this.phrase() });
        } else if (char === "\u00bb") {
          throw this.wrong(at, "a quotation ends that was not begun", QUOTE_HINT);
        } else if (char === "-") {
          this.at += 1;
          if (/^(?:$|[\s)])/.test(this.text.charAt(this.at))) {
            throw this.wrong(
              at,
              "\u2018-\u2019 excludes nothing",
              "Write \u2018-\u2019 right before what to exclude, or leave it out.",
            );
          }
          found.push({ what: "NOT", at });
        } else {
          this.chunk(found);
        }
      }
    }

    quoted() {
      const start = this.at;
      const ends = QUOTES[this.text.charAt(start)];
      for (let place = start + 1; place < this.text.length; place += 1) {
        if (ends.includes(this.text.charAt(place))) {
          this.at = place + 1;
          return this.text.slice(start + 1, place);
        }
      }
      throw this.wrong(start, "this quotation mark is never closed", QUOTE_HINT);
    }

    phrase() {
      const start = this.at;
      const words = map.words(this.quoted());
      if (!words.length) {
        throw this.wrong(
          start,
          "a phrase without a word",
          "Put the words of a phrase between the quotation marks.",
        );
      }
      return { is: "phrase", words };
    }

    next() {
      CHUNK.lastIndex = this.at;
      const found = CHUNK.exec(this.text);
      return found ? found[0] : "";
    }

    chunk(found) {
      const at = this.at;
      const chunk = this.next();
      const name = NAME.exec(chunk);
      if (name) {
        this.at += name[0].length;
        found.push({ what: "leaf", at, leaf: this.field(at, name[1]) });
        return;
      }
      this.at += chunk.length;
      if (chunk === "AND" || chunk === "OR" || chunk === "NOT") {
        found.push({ what: chunk, at });
        return;
      }
      const leaf = this.words(at, chunk);
      if (leaf) found.push({ what: "leaf", at, leaf });
    }

    words(at, chunk) {
      const star = chunk.indexOf("*");
      const words = map.words(chunk);
      if (star < 0) {
        if (words.length > 1) return { is: "phrase", words };
        return words.length ? { is: "word", plain: words[0] } : null;
      }
      if (star !== chunk.length - 1 || star === 0) {
        throw this.wrong(
          at + star,
          "\u2018*\u2019 stands only at the end of a word",
          "Write the beginning of a word and then \u2018*\u2019, as in trad*.",
        );
      }
      if (words.length !== 1) {
        throw this.wrong(
          at,
          "\u2018*\u2019 goes with one word",
          `Put a space between the words, as in ${words.join(" ") || "trad"}*.`,
        );
      }
      return { is: "prefix", start: words[0] };
    }

    field(at, raw) {
      const name = map.fold(raw);
      if (!this.fields.includes(name)) {
        throw this.wrong(
          at,
          `there is no field \u2018${raw}:\u2019`,
          `Fields are ${this.fields.join(", ")}. To look for the word, put it between quotation marks.`,
        );
      }
      const start = this.at;
      let value = "";
      if (QUOTES[this.text.charAt(start)]) {
        value = this.quoted().trim();
      } else {
        value = this.next();
        this.at += value.length;
      }
      if (!value) {
        throw this.wrong(
          start,
          `\u2018${name}:\u2019 has no value`,
          `Write the value after the colon without a space, as in ${EXAMPLES[name]}.`,
        );
      }
      if (name === "year" && !/^\p{Nd}{4}$/u.test(value)) {
        throw this.wrong(
          start,
          `\u2018${value}\u2019 is no year`,
          "Write four figures: year:2003.",
        );
      }
      return { is: "field", name, value, at: start };
    }
  }

  class Parser {
    constructor(text, head) {
      this.text = text;
      this.deepest = head.most[1];
      this.pieces = new Lexer(text, head.fields).pieces();
      this.place = 0;
      this.depth = 0;
    }

    get next() {
      return this.pieces[this.place];
    }

    wrong(piece, message, hint) {
      return new QueryError(this.text, piece.at, message, hint);
    }

    read() {
      if (this.pieces.length === 1) {
        throw new QueryError(this.text, 0, "no word to look for", "Type a word.");
      }
      const query = this.whole();
      if (this.next.what !== "end") {
        throw this.wrong(
          this.next,
          "\u2018)\u2019 without \u2018(\u2019",
          "Leave it out, or write \u2018(\u2019 where the group begins.",
        );
      }
      return query;
    }

    whole() {
      return this.any("OR", "or", () => this.any("AND", "and", () => this.one()));
    }

    any(operator, is, part) {
      let parts = [part()];
      const more =
        operator === "OR"
          ? () => this.next.what === "OR"
          : () => !["OR", ")", "end"].includes(this.next.what);
      while (more()) {
        if (this.next.what === operator) this.place += 1;
        parts.push(part());
      }
      if (is === "and") {
        parts = withLinks(parts.flatMap((one) => (one.is === "and" ? one.parts : [one])));
      }
      return parts.length === 1 ? parts[0] : { is, parts };
    }

    one() {
      const piece = this.next;
      this.depth += 1;
      if (this.depth > this.deepest) {
        throw this.wrong(
          piece,
          `nested deeper than ${this.deepest} levels`,
          "Take parentheses out.",
        );
      }
      this.place += 1;
      const query = this.started(piece);
      this.depth -= 1;
      return query;
    }

    started(piece) {
      if (piece.leaf) return piece.leaf;
      if (piece.what === "NOT") return { is: "not", part: this.one() };
      if (piece.what === "(") {
        const query = this.whole();
        if (this.next.what !== ")") {
          throw this.wrong(piece, "this \u2018(\u2019 is never closed", "Add \u2018)\u2019.");
        }
        this.place += 1;
        return query;
      }
      const before = this.pieces[this.place - 2];
      const last = before ? before.what : "";
      if (piece.what === "AND" || piece.what === "OR") {
        throw this.wrong(
          piece,
          `nothing to look for before ${piece.what}`,
          `Write \u2018${piece.what.toLowerCase()}\u2019 for the word itself.`,
        );
      }
      if (piece.what === "end" && last === "(") {
        throw this.wrong(before, "this \u2018(\u2019 is never closed", "Add \u2018)\u2019.");
      }
      if (["AND", "OR", "NOT"].includes(last)) {
        throw this.wrong(
          before,
          `nothing to look for after ${last}`,
          `Write \u2018${last.toLowerCase()}\u2019 for the word itself.`,
        );
      }
      if (piece.what === ")" && last === "(") {
        throw this.wrong(
          piece,
          "nothing between \u2018(\u2019 and \u2018)\u2019",
          "Leave both out.",
        );
      }
      throw this.wrong(
        piece,
        "\u2018)\u2019 without \u2018(\u2019",
        "Leave it out, or write \u2018(\u2019 before the group.",
      );
    }
  }

  /* A factor and the one stance beside it belong to the same link of a claim. */
  function withLinks(parts) {
    const named = (name) => parts.filter((one) => one.is === "field" && one.name === name);
    const stances = named("stance");
    if (stances.length !== 1) return parts;
    const links = named("factor").map((one) => ({
      is: "field",
      name: "link",
      value: `${one.value} ${stances[0].value}`,
      at: one.at,
    }));
    const same = (a, b) => b.is === "field" && a.name === b.name && a.value === b.value;
    return [...parts.filter((part) => !links.some((link) => same(link, part))), ...links];
  }

  function parse(text, head) {
    if ([...text].length > head.most[0]) {
      throw new QueryError(
        text,
        text.length,
        `longer than ${head.most[0]} characters`,
        "Split the query.",
      );
    }
    return new Parser(text, head).read();
  }

  /* What a hit can be about, each once: all but what NOT excludes. */
  function leaves(query) {
    const found = new Map();
    const walk = (node) => {
      if (node.parts) node.parts.forEach(walk);
      else if (["word", "phrase", "prefix"].includes(node.is)) {
        found.set(JSON.stringify(node), node);
      }
    };
    walk(query);
    return [...found.values()];
  }

  /* Every node of a tree, those below NOT too. */
  function* nodes(query) {
    yield query;
    for (const part of query.parts || (query.part ? [query.part] : [])) yield* nodes(part);
  }

  Object.assign(map, { parse, leaves, nodes, QueryError });
})((window.evidenceMap = window.evidenceMap || {}));
