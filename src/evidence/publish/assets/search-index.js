/* evidence-map: find and rank documents. The files of the index are scripts, which are appended
   when a query needs them and hand their data to `put`; this works from a disk as from a server.
   See src/evidence/publish/finder for what they hold. */
(function (map) {
  "use strict";
  const FIGURES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUE = new Map([...FIGURES].map((figure, value) => [figure.charCodeAt(0), value]));
  const FACT = ":";
  const own = document.currentScript && document.currentScript.src;
  const base = own ? new URL("../search/", own).href : "";
  const parts = new Map();
  const waiting = new Map();
  function put(name, data) {
    parts.set(name, data);
  }

  /* Load a file of the index once. */
  function load(name) {
    if (parts.has(name)) return Promise.resolve(parts.get(name));
    if (!waiting.has(name)) {
      waiting.set(
        name,
        new Promise((done, failed) => {
          const script = document.createElement("script");
          const version = parts.has("index") ? `?v=${parts.get("index").version}` : "";
          script.src = `${base}${name}.js${version}`;
          script.onload = () => {
            waiting.delete(name);
            script.remove();
            if (parts.has(name)) done(parts.get(name));
            else failed(new Error(name));
          };
          script.onerror = () => {
            waiting.delete(name);
            script.remove();
            failed(new Error(name));
          };
          document.head.append(script);
        }),
      );
    }
    return waiting.get(name);
  }

  const loadAll = (names) => Promise.all([...new Set(names)].map(load));
  /* Reads numbers from text: five bits a character, the lowest first. */
  class Numbers {
    constructor(text, at = 0, end = text.length) {
      this.text = text;
      this.at = at;
      this.end = end;
    }

    get more() {
      return this.at < this.end;
    }

    next() {
      let number = 0;
      for (let weight = 1; ; weight *= 32) {
        const value = VALUE.get(this.text.charCodeAt(this.at));
        this.at += 1;
        number += (value & 31) * weight;
        if (value < 32) return number;
      }
    }
  }

  class Index {
    constructor(head) {
      this.head = head;
      this.total = head.counts.reduce((sum, count) => sum + count, 0);
      this.starts = head.shards.filter((_, place) => place % 2 === 0);
      this.names = head.shards.filter((_, place) => place % 2 === 1);
      this.shards = new Map();
      this.tables = new Map();
      this.known = new Map();
    }

    /* The place of the file that has a key: the last that begins at or before it. */
    placeOf(key) {
      let low = 0;
      let high = this.starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.starts[middle] <= key) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    nameOf(key) {
      return `w-${this.names[this.placeOf(key)]}`;
    }

    namesFrom(start) {
      const names = this.names.slice(this.placeOf(start), this.placeOf(`${start}\uffff`) + 1);
      return names.map((name) => `w-${name}`);
    }

    shard(name) {
      if (!this.shards.has(name)) {
        const [whole, forms] = parts.get(name);
        const pairs = (flat) => {
          const found = new Map();
          for (let at = 0; at < flat.length; at += 2) found.set(flat[at], flat[at + 1]);
          return found;
        };
        this.shards.set(name, { rows: pairs(whole), forms: pairs(forms) });
      }
      return this.shards.get(name);
    }

    has(key) {
      return this.shard(this.nameOf(key)).rows.has(key);
    }

    /* The words with a stem, or the facts that are alike but for capitals and accents. */
    formsOf(key) {
      const forms = this.shard(this.nameOf(key)).forms.get(key);
      return forms || (this.has(key) ? [key] : []);
    }

    wordsFrom(start) {
      const found = [];
      for (const name of this.namesFrom(start)) {
        for (const key of this.shard(name).rows.keys()) {
          if (key.startsWith(start) && !key.includes(FACT)) found.push(key);
        }
      }
      return found;
    }

    factsOf(name, value) {
      const exact = name + FACT + value;
      return this.has(exact) ? [exact] : this.formsOf(name + FACT + map.fold(value));
    }

    /* The documents of a row: for a word with its places in each, for a fact with none. */
    row(key) {
      if (!this.known.has(key)) this.known.set(key, this.read(key));
      return this.known.get(key);
    }

    read(key) {
      const found = new Map();
      const withPlaces = !key.includes(FACT);
      for (const text of this.textsOf(key)) {
        const numbers = new Numbers(text);
        while (numbers.more) {
          const first = numbers.next() * this.head.stride;
          const length = numbers.next();
          const part = new Numbers(text, numbers.at, numbers.at + length);
          numbers.at += length;
          let slot = 0;
          while (part.more) {
            slot += part.next();
            const places = [];
            let place = 0;
            for (let left = withPlaces ? part.next() : 0; left > 0; left -= 1) {
              place += part.next();
              places.push(place);
            }
            found.set(first + slot, places);
          }
        }
      }
      return found;
    }

    textsOf(key) {
      const row = this.shard(this.nameOf(key)).rows.get(key);
      if (row === undefined) return [];
      if (typeof row === "string") return [row];
      return Array.from({ length: row[1] }, (_, number) => parts.get(`${row[0]}-${number}`));
    }

    /* Load what a query needs of the rows. */
    async prepare(query) {
      const keys = [];
      const names = [];
      for (const node of map.nodes(query)) {
        if (node.is === "word") keys.push(map.stem(node.plain));
        if (node.is === "phrase") node.words.forEach((word) => keys.push(word, map.stem(word)));
        if (node.is === "field") {
          keys.push(node.name + FACT + node.value, node.name + FACT + map.fold(node.value));
        }
        if (node.is === "prefix") names.push(...this.namesFrom(node.start));
        if (node.is === "not") this.head.kinds.forEach((kind) => keys.push(`kind${FACT}${kind}`));
      }
      await loadAll([...names, ...keys.map((key) => this.nameOf(key))]);
      const prefixes = [...map.nodes(query)].filter((node) => node.is === "prefix");
      const all = [
        ...keys.flatMap((key) => [key, ...this.formsOf(key)]),
        ...prefixes.flatMap((node) => this.wordsFrom(node.start)),
      ];
      await loadAll(all.map((key) => this.nameOf(key)));
      const long = all
        .map((key) => this.shard(this.nameOf(key)).rows.get(key))
        .filter(Array.isArray);
      await loadAll(
        long.flatMap(([stem, count]) =>
          Array.from({ length: count }, (_, number) => `${stem}-${number}`),
        ),
      );
    }

    /* Everything that ranking and filters have to know of a document. */
    facts(number) {
      const segment = Math.floor(number / this.head.stride);
      if (!this.tables.has(segment)) this.tables.set(segment, this.table(segment));
      return this.tables.get(segment).get(number);
    }

    table(segment) {
      const found = new Map();
      const numbers = new Numbers(parts.get(`t-${segment}`));
      let slot = 0;
      while (numbers.more) {
        slot += numbers.next();
        const kind = numbers.next();
        const head = numbers.next();
        const words = numbers.next();
        const year = numbers.next();
        const factors = Array.from({ length: numbers.next() }, () => numbers.next());
        const length = words + head * (this.head.weights[kind] - 1);
        const { k1, b, counts, lengths } = this.head;
        const mean = lengths[kind] / Math.max(1, counts[kind]);
        const damping = mean ? k1 * (1 - b + (b * length) / mean) : k1;
        found.set(segment * this.head.stride + slot, { kind, head, damping, year, factors });
      }
      return found;
    }

    loadFacts(numbers) {
      return loadAll([...numbers].map((number) => `t-${Math.floor(number / this.head.stride)}`));
    }

    /* The documents as results show them, by number. */
    async cards(numbers) {
      const nameOf = (number) => {
        const segment = Math.floor(number / this.head.stride);
        const block = Math.floor((number % this.head.stride) / this.head.block);
        return `d-${segment}-${block}`;
      };
      await loadAll(numbers.map(nameOf));
      return numbers.map((number) => {
        const slot = number % this.head.stride;
        const found = parts.get(nameOf(number)).find((card) => card[0] === slot);
        if (!found) throw new Error(nameOf(number));
        const [, kind, href, label, locator, word, text, fields, factors] = found;
        return { number, kind, href, label, locator, word, text, fields, factors };
      });
    }
  }

  /* One query on the index; each of its words is read once. */
  class Evaluation {
    constructor(index) {
      this.index = index;
      this.found = new Map();
    }

    all() {
      const kinds = this.index.head.kinds.map((kind) => this.index.row(`kind${FACT}${kind}`));
      return new Set(kinds.flatMap((row) => [...row.keys()]));
    }

    match(query) {
      if (query.is === "and") {
        const parts = [...query.parts].sort((a, b) => (a.is === "not") - (b.is === "not"));
        let found = null;
        for (const part of parts) {
          if (part.is === "not" && found) {
            const out = this.match(part.part);
            found = new Set([...found].filter((one) => !out.has(one)));
          } else {
            const here = this.match(part);
            found = found ? new Set([...found].filter((one) => here.has(one))) : here;
          }
        }
        return found;
      }
      if (query.is === "or") return new Set(query.parts.flatMap((part) => [...this.match(part)]));
      if (query.is === "not") {
        const out = this.match(query.part);
        return new Set([...this.all()].filter((one) => !out.has(one)));
      }
      if (query.is === "field") {
        const keys = this.index.factsOf(query.name, query.value);
        return new Set(keys.flatMap((key) => [...this.index.row(key).keys()]));
      }
      return new Set(this.places(query).keys());
    }

    /* Where a word, phrase or prefix stands, by document. */
    places(leaf) {
      const key = JSON.stringify(leaf);
      if (!this.found.has(key)) this.found.set(key, this.look(leaf));
      return this.found.get(key);
    }

    look(leaf) {
      if (leaf.is === "word") return this.joined(this.index.formsOf(map.stem(leaf.plain)));
      if (leaf.is === "prefix") return this.joined(this.index.wordsFrom(leaf.start));
      const each = leaf.words.map((word) => this.index.row(word));
      const rarest = each.reduce((best, row) => (row.size < best.size ? row : best));
      const found = new Map();
      for (const number of rarest.keys()) {
        if (!each.every((row) => row.has(number))) continue;
        const sets = each.map((row) => new Set(row.get(number)));
        const starts = [];
        let free = 0;
        for (const place of each[0].get(number)) {
          if (place >= free && sets.every((set, offset) => set.has(place + offset))) {
            starts.push(place);
            free = place + sets.length + 1;
          }
        }
        if (starts.length) found.set(number, starts);
      }
      return found;
    }

    joined(keys) {
      if (keys.length === 1) return this.index.row(keys[0]);
      const found = new Map();
      for (const key of keys) {
        for (const [number, places] of this.index.row(key)) {
          found.set(number, found.has(number) ? found.get(number).concat(places) : places);
        }
      }
      return found;
    }

    rarityOf(word) {
      const holding = this.places({ is: "word", plain: word }).size;
      return Math.log(1 + (this.index.total - holding + 0.5) / (holding + 0.5));
    }

    rarity(leaf) {
      if (leaf.is === "prefix") return this.index.head.prefix;
      if (leaf.is === "word") return this.rarityOf(leaf.plain);
      return leaf.words.reduce((sum, word) => sum + this.rarityOf(word), 0);
    }

    /* Scores of the documents found (BM25F); their facts are loaded. */
    scores(query, numbers) {
      const { k1, weights } = this.index.head;
      const scores = new Map([...numbers].map((number) => [number, 0]));
      for (const leaf of map.leaves(query)) {
        const weight = this.rarity(leaf) * (k1 + 1);
        for (const [number, places] of this.places(leaf)) {
          if (!scores.has(number)) continue;
          const { kind, head, damping } = this.index.facts(number);
          let frequency = places.length;
          if (leaf.is === "word" && weights[kind] !== 1) {
            frequency += places.filter((place) => place < head).length * (weights[kind] - 1);
          }
          scores.set(number, scores.get(number) + (weight * frequency) / (frequency + damping));
        }
      }
      for (const [number, score] of scores) scores.set(number, Math.round(score * 1e9) / 1e9);
      return scores;
    }

    absent(query) {
      const words = map.leaves(query).filter((leaf) => leaf.is === "word");
      return words.filter((leaf) => !this.places(leaf).size).map((leaf) => leaf.plain);
    }
  }

  /* Throw where a query asks for a value that is neither known nor in the index. */
  function checkValues(index, text, query) {
    for (const node of map.nodes(query)) {
      if (node.is !== "field" || node.name === "link") continue;
      const known = index.head.values[node.name] || [];
      const folded = map.fold(node.value);
      if (index.factsOf(node.name, node.value).length) continue;
      if (known.some((value) => map.fold(value) === folded)) continue;
      const some = known.length && known.length <= 24 ? ` Known: ${known.join(", ")}.` : "";
      throw new map.QueryError(
        text,
        node.at,
        `unknown ${node.name} \u2018${node.value}\u2019`,
        some.trim(),
      );
    }
  }

  /* Answer a query: the documents by falling score, then kind, then the newest. */
  async function search(text) {
    const index = await open();
    const query = map.parse(text, index.head);
    await index.prepare(query);
    checkValues(index, text, query);
    const evaluation = new Evaluation(index);
    const numbers = evaluation.match(query);
    await index.loadFacts(numbers);
    const scores = evaluation.scores(query, numbers);
    const hits = [...scores].map(([number, score]) => ({ number, score, ...index.facts(number) }));
    hits.sort(
      (a, b) => b.score - a.score || a.kind - b.kind || b.year - a.year || a.number - b.number,
    );
    return { index, hits, leaves: map.leaves(query), absent: evaluation.absent(query) };
  }

  let opened = null;
  async function open() {
    if (!opened) opened = new Index(await load("index"));
    return opened;
  }

  Object.assign(map, { put, search, open });
})((window.evidenceMap = window.evidenceMap || {}));
