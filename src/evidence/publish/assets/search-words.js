/* evidence-map: words of a text, folded and stemmed as on the command line.
   Folding follows src/evidence/texts/words.py; stems are those of the English stemmer of Snowball
   (Porter 2). Tests compare both with the program, letter by letter and word by word. */
(function (map) {
  "use strict";
  const LONGEST = 64;
  const MARKS =
    "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5" +
    "\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8" +
    "\\u06ea-\\u06ed\\u0711\\u0730-\\u074a\\u0900-\\u0963\\u0966-\\u0df3\\u0e31-\\u0e3a" +
    "\\u0e47-\\u0e4e\\u0eb1-\\u0ebc\\u0ec8-\\u0ece\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff" +
    "\\ufe20-\\ufe2f";
  const SILENT = "\\u00ad\\u200c\\u200d\\u2060\\ufeff";
  const NOTE_MARKS = "\\u00b2\\u00b3\\u00b9\\u2070-\\u209f";
  const WHOLE = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const LETTER = `(?![${NOTE_MARKS}${WHOLE}])[\\p{L}\\p{N}]`;
  const INNER = `(?:${LETTER}|[${MARKS}${SILENT}])`;
  const WORD = new RegExp(`[${WHOLE}]|${LETTER}${INNER}*(?:['\\u2019]${LETTER}${INNER}*)*`, "gu");
  const NOT_WORD = new RegExp(`[^\\p{L}\\p{N}'${MARKS}]`, "gu");
  const LETTERS = {
    "\u00e6": "ae",
    "\u00f0": "d",
    "\u00f8": "o",
    "\u00fe": "th",
    "\u0111": "d",
    "\u0127": "h",
    "\u0131": "i",
    "\u0142": "l",
    "\u0153": "oe",
    "\u0167": "t",
    "\u2019": "'",
  };

  /* Combining marks that are accents, in hexadecimal; what stands between two ranges is no mark,
     or one that belongs to the spelling. */
  const ACCENTS = (
    "300-34e 350-36f 483-487 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 64b-65f 670 6d6-6dc 6df-6e4 " +
    "6e7-6e8 6ea-6ed 711 730-74a 7eb-7f3 7fd 816-819 81b-823 825-827 829-82d 859-85b 898-89f " +
    "8ca-8e1 8e3-8ff 951-954 9fe c55-c56 e38-e39 e48-e4b eb8-eb9 ec8-ecb f18-f19 f35 f37 f39 f71-f72 f74 " +
    "f7a-f7d f80 f82-f83 f86-f87 fc6 108d 135d-135f 17dd 18a9 1939-193b 1a17-1a18 1a75-1a7f " +
    "1ab0-1abd 1abf-1ace 1b6b-1b73 1cd0-1cd2 1cd4-1ce0 1ce2-1ce8 1ced 1cf4 1cf8-1cf9 1dc0-1dff " +
    "20d0-20dc 20e1 20e5-20f0 2cef-2cf1 2de0-2dff 302a-302f a66f a674-a67d a69e-a69f a6f0-a6f1 " +
    "a8e0-a8f1 a92b-a92d aab0 aab2-aab4 aab7-aab8 aabe-aabf aac1 fb1e fe20-fe2f " +
    "101fd 102e0 10376-1037a 10a0d 10a0f 10a38-10a3a 10ae5-10ae6 10d24-10d27 10eab-10eac " +
    "10f46-10f50 10f82-10f85 11100-11102 11366-11374 1145e 16af0-16af4 16b30-16b36 16ff0-16ff1 " +
    "1bc9e 1d165-1d169 1d16d-1d172 1d17b-1d182 1d185-1d18b 1d1aa-1d1ad 1d242-1d244 1e000-1e02a " +
    "1e130-1e136 1e2ae 1e2ec-1e2ef 1e8d0-1e8d6 1e944-1e949"
  )
    .split(" ")
    .map((range) => range.split("-").map((end) => parseInt(end, 16)));
  function isAccent(char) {
    const code = char.codePointAt(0);
    return (
      code >= 0x300 && ACCENTS.some(([first, last]) => code >= first && code <= (last || first))
    );
  }

  /* No browser folds case; lower, upper and lower again does it, but for the last sigma and
     Cherokee, which folds to its capitals. */
  function caseless(text) {
    return text
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replace(/\u03c2/g, "\u03c3")
      .replace(/[\u13f8-\u13fd\uab70-\uabbf]/g, (char) => char.toUpperCase());
  }

  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    let bare = "";
    for (const char of caseless(text.normalize("NFKC")).normalize("NFKD")) {
      if (!isAccent(char)) bare += LETTERS[char] || char;
    }
    return caseless(bare.normalize("NFC"));
  }

  function plainWord(raw) {
    const folded = fold(raw).replace(NOT_WORD, "");
    const cut = folded.length > LONGEST ? [...folded].slice(0, LONGEST).join("") : folded;
    return cut.replace(/^'+|'+$/g, "");
  }

  /* The words of a text in order, each with its place in it. */
  function tokens(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const plain = plainWord(match[0]);
      if (plain) found.push({ plain, start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  const words = (text) => tokens(text).map((token) => token.plain);
  /* The stemmer. A capital Y is a y that is no vowel. */
  const SPECIAL = new Map(
    Object.entries({
      skis: "ski",
      skies: "sky",
      idly: "idl",
      gently: "gentl",
      ugly: "ugli",
      early: "earli",
      only: "onli",
      singly: "singl",
      sky: "sky",
      news: "news",
      howe: "howe",
      atlas: "atlas",
      cosmos: "cosmos",
      bias: "bias",
      andes: "andes",
    }),
  );

  const WHOLE_HEAD = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/;
  const REGION = /[aeiouy].*?[^aeiouy]/s;
  const VOWEL = /[aeiouy]/;
  const SHORT = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/;
  const STEP_2 = [
    ["ization", "ize"],
    ["ational", "ate"],
    ["iveness", "ive"],
    ["fulness", "ful"],
    ["ousness", "ous"],
    ["tional", "tion"],
    ["biliti", "ble"],
    ["lessli", "less"],
    ["ation", "ate"],
    ["alism", "al"],
    ["aliti", "al"],
    ["iviti", "ive"],
    ["fulli", "ful"],
    ["ousli", "ous"],
    ["entli", "ent"],
    ["ogist", "og"],
    ["enci", "ence"],
    ["anci", "ance"],
    ["abli", "able"],
    ["izer", "ize"],
    ["ator", "ate"],
    ["alli", "al"],
    ["bli", "ble"],
    ["ogi", "og", /l$/],
    ["li", "", /[cdeghkmnrt]$/],
  ];

  const STEP_3 = [
    ["ational", "ate"],
    ["tional", "tion"],
    ["alize", "al"],
    ["icate", "ic"],
    ["iciti", "ic"],
    ["ative", "", null, true],
    ["ical", "ic"],
    ["ness", ""],
    ["ful", ""],
  ];

  const STEP_4 = "ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic"
    .split(" ")
    .map((end) => [end, "", end === "ion" ? /[st]$/ : null]);
  function after(word, start) {
    const found = REGION.exec(word.slice(start));
    return found ? start + found.index + found[0].length : word.length;
  }

  /* Replace the longest ending of a list, if it lies in the region that begins at `from`. */
  function replaceEnding(word, endings, from, second) {
    const found = endings.find(([end]) => word.endsWith(end));
    if (!found) return word;
    const [end, instead, before, late] = found;
    const head = word.slice(0, -end.length);
    if (head.length < from || (late && head.length < second)) return word;
    return before && !before.test(head) ? word : head + instead;
  }

  function plural(word) {
    const bare = word.replace(/'s'$|'s$|'$/, "");
    if (bare.endsWith("sses")) return bare.slice(0, -2);
    if (/ie[sd]$/.test(bare)) return bare.slice(0, bare.length > 4 ? -2 : -1);
    if (/[us]s$/.test(bare) || !bare.endsWith("s")) return bare;
    return VOWEL.test(bare.slice(0, -2)) ? bare.slice(0, -1) : bare;
  }

  function pastOrParticiple(word, first) {
    const found = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word);
    if (!found) return word;
    const [end] = found;
    const head = word.slice(0, found.index);
    if (end.startsWith("eed")) {
      return head.length < first || /^(?:succ|proc|exc)$/.test(head) ? word : `${head}ee`;
    }
    if (end === "ing") {
      if (/^[^aeiouy]y$/.test(head)) return `${head[0]}ie`;
      if (/^(?:even|cann|inn|earr|herr|out)$/.test(head)) return word;
    }
    if (!VOWEL.test(head)) return word;
    if (/(?:at|bl|iz)$/.test(head)) return `${head}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(head)) {
      return /^[aeo]..$/.test(head) ? head : head.slice(0, -1);
    }
    return head.length === first && SHORT.test(head) ? `${head}e` : head;
  }

  function lastLetter(word, first, second) {
    const head = word.slice(0, -1);
    const inSecond = head.length >= second;
    if (word.endsWith("e")) {
      return inSecond || (head.length >= first && !SHORT.test(head)) ? head : word;
    }
    return word.endsWith("ll") && inSecond ? head : word;
  }

  function stem(word) {
    const special = SPECIAL.get(word);
    if (special) return special;
    if ([...word].length < 3) return word;
    let now = word
      .replace(/^'/, "")
      .replace(/^y/, "Y")
      .replace(/([aeiouy])y/g, "$1Y");
    const head = WHOLE_HEAD.exec(now);
    const first = head ? head[0].length : after(now, 0);
    const second = after(now, first);
    now = pastOrParticiple(plural(now), first);
    now = now.replace(/^(.+[^aeiouy])[yY]$/s, "$1i");
    now = replaceEnding(now, STEP_2, first, second);
    now = replaceEnding(now, STEP_3, first, second);
    now = replaceEnding(now, STEP_4, second, second);
    return lastLetter(now, first, second).replace(/Y/g, "y") || word;
  }

  Object.assign(map, { fold, tokens, words, stem });
})((window.evidenceMap = window.evidenceMap || {}));
