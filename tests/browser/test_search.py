"""The search of the website finds what `evidence search` finds, and shows it as text."""

import json
import unicodedata

import pytest
from tests.search.one_batch import update

from evidence.model import Tags, TermHit
from evidence.publish import Notes, build_site
from evidence.search import claim_documents, passage_documents, tokens, work_documents
from evidence.search import run as answer
from evidence.search.query import QueryError
from evidence.search.whoosh_engine import WhooshEngine
from evidence.workspace.corpus import load_corpus

QUERIES = [
    "trade openness",
    "open to trade",
    "genocide",
    "GENOCIDES",
    "the",
    '"of the"',
    '"rule of law"',
    '"trade openness"',
    '"openness trade"',
    "“trade openness”",
    "«political instability»",
    "elect*",
    "a*",
    "democra* instab*",
    "z*",
    "large-n",
    "state's",
    "Håvard",
    "havard OR Hegre",
    "ÉTHNIQUE OR ethnic",
    "factor:M6",
    "factor:m6",
    "factor:R*",
    'factor:"R1" conflict',
    "factor:R1 kind:passage",
    "factor:M6 stance:contradicts",
    "stance:supports factor:R7 factor:M6",
    "kind:finding year:2003",
    "kind:passage genocide",
    "kind:work year:1997",
    "kind:notes trade",
    "work:harff2003",
    "WORK:Harff2003 trade",
    "method:policy-report",
    "trade AND growth",
    "trade OR growth",
    "trade NOT openness",
    "trade -openness",
    "NOT kind:passage",
    "-genocide -kind:claim -kind:passage",
    "NOT NOT trade",
    "(trade OR growth) AND (democracy OR peace)",
    "trade OR growth democracy",
    "(trade growth) OR (ethnic division*)",
    'NOT ("mass atrocities" OR genocide) factor:R1',
    "democracy (stance:qualifies OR stance:contradicts)",
    "xyzzy",
    "xyzzy OR trade",
    "2003",
    "harff gurr",
    "note 79",
    "constructor OR prototype",
    "notes",
    "__proto__ OR hasOwnProperty",
    "dying OR dies",
    "kind:about-literature",
]
FAULTS = [
    "",
    '"never closed',
    "()",
    "(trade",
    "trade)",
    "AND trade",
    "trade OR",
    "NOT",
    "tra*de",
    "*",
    "large-n*",
    "colour:red",
    "year:20",
    "year:",
    "factor:X9",
    "trade NOT factor:X9",
    "kind:poem",
    "work:nobody1900",
    "- trade",
    '""',
    "»",
    "!!!",
    "(" * 60 + "trade" + ")" * 60,
]
ASK = """async text => {
  try {
    const found = await evidenceMap.search(text);
    const cards = await found.index.cards(found.hits.map(hit => hit.number));
    const hits = cards.map((card, place) =>
      [card.kind, card.href, card.text, found.hits[place].score]);
    return {hits, absent: found.absent};
  } catch (error) {
    return {place: error.place, message: error.message};
  }
}"""
"""Answer a query on the page: all hits with what is shown of them."""


@pytest.fixture(scope="module")
def notes(shipped):
    """Our notes, with a term of a factor at the beginning of every third text."""
    corpus = load_corpus(shipped.workspace.root, shipped.workspace.works)
    texts = [text for text in corpus.texts if text.kind == "notes"]
    return {
        text.work: (text, Tags(terms=hits_in(text) if place % 3 == 0 else ()))
        for place, text in enumerate(texts)
    }


def hits_in(text):
    start = text.passages[0].start
    return (TermHit(start, start + 1, "R1", "a term"),)


@pytest.fixture(scope="module")
def engine(shipped, notes, tmp_path_factory):
    """The index of the command line over the same documents."""
    workspace, claims = shipped.workspace, shipped.evidence.claims
    with WhooshEngine(tmp_path_factory.mktemp("engine")) as engine:
        update(
            engine,
            (
                *passage_documents(notes.values(), workspace.works),
                *claim_documents(claims, workspace.works, workspace.framework),
                *work_documents(workspace.works.values(), claims, workspace.appraisals),
            ),
        )
        yield engine


@pytest.fixture(scope="module")
def searched(shipped, notes, tmp_path_factory):
    """The website with a search over notes, too."""
    out = tmp_path_factory.mktemp("searched") / "the site"
    keys = {work: f"test {text.sha256}" for work, (text, _) in notes.items()}
    given = Notes(
        keys,
        lambda work: notes[work][0],
        lambda works: {work: notes[work][1] for work in works},
    )
    assert build_site(shipped, out, notes=given).problems == ()
    return out


@pytest.fixture
def window(reader, searched):
    return reader(searched)


@pytest.fixture
def asked(window):
    """The page of the search after a query was typed and answered."""

    def ask(query, path="search.html"):
        page = window.open(path)
        page.locator("#q").fill(query)
        page.locator("#q").press("Enter")
        until(page, "document.querySelector('[role=status]').textContent.trim()")
        return page

    return ask


class TestFindsTheSame:
    def test_as_the_command_line(self, shipped, engine, notes, window):
        page = window.open("search.html")
        workspace = shipped.workspace
        known = {"factor": list(workspace.framework.targets)}
        words = {("claim", one.id): one.statement for one in shipped.evidence.claims}
        words |= {("work", key): one.title or key for key, one in workspace.works.items()}
        words |= {("passage", p.id): t.words_of(p) for t, _ in notes.values() for p in t.passages}
        empty = []
        for query in QUERIES:
            result = answer(query, engine, limit=10_000, known=known)
            found = page.evaluate(ASK, query)
            wanted = sorted(
                (hit.kind, address(hit), words[hit.kind, hit.id], hit.score) for hit in result.hits
            )
            shown = sorted(map(tuple, found["hits"]))
            assert [one[:3] for one in shown] == [one[:3] for one in wanted], query
            if "(" not in query:
                scores = [one[3] for one in wanted]
                assert [one[3] for one in shown] == pytest.approx(scores, abs=1e-4), query
            assert found["absent"] == list(result.absent), query
            empty += [] if result.total else [query]
        assert len(QUERIES) - len(empty) > 45, empty
        assert window.complaints == []

    def test_faults_at_the_same_place(self, engine, shipped, window):
        page = window.open("search.html")
        known = {"factor": list(shipped.workspace.framework.targets)}
        for query in FAULTS:
            with pytest.raises(QueryError) as raised:
                answer(query, engine, known=known)
            assert page.evaluate(ASK, query)["place"] == raised.value.position + 1, query

    def test_words_are_those_of_the_program(self, shipped, notes, window):
        """Stems of every word of the workspace and of made-up ones; folding of every letter."""
        page = window.open("search.html")
        texts = [text.content for text, _ in notes.values()]
        texts += [claim.statement for claim in shipped.evidence.claims]
        known = {word for text in texts for word in tokens.words(text)}
        words = sorted((known | made_up()) - {""})
        stems = page.evaluate("words => words.map(evidenceMap.stem)", words)
        pairs = zip(words, stems, strict=True)
        assert {w: s for w, s in pairs if s != tokens.stem(w)} == {}
        letters = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code))[0] != "C"]
        texts += [f"a{letter}b" for letter in letters]
        found = page.evaluate("texts => texts.map(evidenceMap.words)", texts)
        assert found == [tokens.words(text) for text in texts]
        folded = page.evaluate("texts => texts.map(evidenceMap.fold)", texts)
        assert folded == [tokens.fold(text) for text in texts]

    def test_from_a_server_as_from_a_file(self, reader, serve, searched, window):
        home = serve(searched)
        served = reader(searched)
        served.page.goto(f"{home}search.html?q=trade")
        served.page.wait_for_selector(".hit")
        here = window.open("search.html")
        for query in ('"rule of law"', "elect* factor:M4", "NOT trade"):
            assert served.page.evaluate(ASK, query) == here.evaluate(ASK, query)
        assert all(url.startswith(home) for url in served.requests)
        assert served.complaints == []


def until(page, truth):
    """Wait until something is true on a page; the policy keeps Playwright from doing so itself."""
    for _ in range(200):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never true: {truth}")


def address(hit):
    return f"claims/{hit.id}.html" if hit.kind == "claim" else f"works/{hit.work}.html"


def made_up():
    heads = ["", "b", "to", "hop", "cry", "say", "fizz", "past", "later", "gener", "organ", "succ"]
    heads += ["inn", "even", "univers", "ly", "commun", "agr", "add", "us", "rat", "conflat", "d"]
    ends = ["", "s", "ies", "ied", "sses", "us", "ss", "eed", "eedly", "ed", "edly", "ing", "ingly"]
    ends += ["y", "ational", "ization", "fulness", "ogist", "logi", "li", "ative", "ement", "ment"]
    ends += ["ion", "sion", "e", "ll", "le", "'s", "'s'", "'", "lessli", "iviti", "alize", "ical"]
    words = {head + one + two for head in heads for one in ends for two in ends}
    return words | {"skis", "skies", "dying", "early", "news", "howe", "atlas", "andes", "ab", "é"}


class TestThePage:
    def test_loads_only_what_a_query_needs(self, window, searched):
        page = window.open("search.html")
        assert not [url for url in window.requests if "/search/" in url and "index.js" not in url]
        page.evaluate(ASK, "openness")
        asked_for = {url.split("?")[0] for url in window.requests}
        files = len(list((searched / "search").iterdir()))
        assert len([url for url in asked_for if "/search/" in url]) < files / 2
        assert all(url.startswith("file://") for url in window.requests)

    def test_weighs_little(self, window, searched):
        page = window.open("search.html")
        page.evaluate(ASK, "trade openness")
        loaded = {url.split("?")[0].rpartition("the%20site/")[2] for url in window.requests}
        sizes = {path: (searched / path).stat().st_size for path in loaded}
        assert sum(sizes.values()) < 300_000
        scripts = [path for path in sizes if path.startswith("assets/") and path.endswith(".js")]
        assert len(scripts) > 1
        assert sum(sizes[path] for path in scripts) < 40_000

    def test_has_no_empty_box_before_anything_is_asked(self, window, asked):
        assert window.open("search.html").locator("[data-part=filters]").is_hidden()
        assert asked("genocide").locator("[data-part=filters]").is_visible()

    def test_shows_hits_with_marks_links_and_counts(self, asked):
        page = asked("trade openness")
        assert page.get_by_role("status").inner_text().startswith("Found 3 claims, 4 passages")
        hit = page.locator(".hit.claim").first
        assert [one.lower() for one in hit.locator("mark").all_inner_texts()][:2] == [
            "trade",
            "openness",
        ]
        assert hit.locator(".bears").first.inner_text().split()[-1] == "M6"
        hit.locator(".said a").click()
        assert "/claims/" in page.url
        page.go_back()
        page.wait_for_selector(".hit")
        assert page.locator("#q").input_value() == "trade openness"

    def test_keeps_the_query_in_the_address(self, asked, window):
        page = asked('"rule of law" OR élection*')
        assert "q=%22rule+of+law%22+OR+%C3%A9lection*" in page.url
        first = page.locator(".hit").all_inner_texts()
        page.reload()
        page.wait_for_selector(".hit")
        assert page.locator(".hit").all_inner_texts() == first
        assert window.complaints == []

    def test_narrows_by_kind_and_factor(self, asked):
        page = asked("democracy")
        works = page.get_by_role("group", name="Kind").get_by_role("button", name="Works")
        number = int(works.inner_text().split()[-1])
        works.click()
        until(page, "document.querySelectorAll('.hit:not(.work)').length === 0")
        assert page.locator(".hit").count() == min(number, 10)
        assert works.get_attribute("aria-pressed") == "true"
        assert "in=work" in page.url
        page.get_by_role("button", name="All").click()
        factor = page.get_by_role("group", name="Factor").get_by_role("button", name="M4")
        number = int(factor.inner_text().split()[-1])
        factor.click()
        until(page, "document.activeElement.dataset.choice === 'factor=M4'")
        while page.locator(".more").is_visible():
            before = page.locator(".hit").count()
            page.locator(".more").click()
            until(page, f"document.querySelectorAll('.hit').length > {before}")
        assert page.locator(".hit").count() == number
        assert all("M4" in text for text in page.locator(".hit .source").all_inner_texts())

    def test_more_hits_take_the_focus(self, asked):
        page = asked("the")
        assert page.locator(".hit").count() == 10
        page.locator(".more").press("Enter")
        until(page, "document.querySelectorAll('.hit').length === 20")
        assert (
            page.evaluate(
                "[...document.querySelectorAll('.hit')].indexOf(document.activeElement.closest('.hit'))"
            )
            == 10
        )

    def test_says_what_is_wrong_and_what_is_not_there(self, asked):
        page = asked("trade OR (growth")
        assert "Character 10: this ‘(’ is never closed" in page.get_by_role("status").inner_text()
        assert page.locator("#q").get_attribute("aria-invalid") == "true"
        page.locator("#q").fill("xyzzy")
        page.locator("#q").press("Enter")
        until(page, "document.querySelector('[role=status]').textContent.includes('No')")
        said = page.get_by_role("status").inner_text()
        assert said == "Nothing found. No text here has: xyzzy."
        assert page.locator("#q").get_attribute("aria-invalid") is None

    def test_every_example_finds_something(self, window):
        examples = window.open("search.html").locator("[data-query]")
        assert examples.count() >= 5
        for query in examples.all_inner_texts():
            page = window.open("search.html")
            page.locator("[data-query]", has_text=query).first.click()
            page.wait_for_selector(".hit")
            assert page.locator("#q").input_value() == query

    def test_shows_whole_passages_of_our_notes(self, asked):
        page = asked("kind:passage forecasts")
        whole = page.get_by_role("button", name="whole passage").first
        passage = whole.locator("xpath=..").element_handle()
        cut = passage.inner_text()
        whole.click()
        assert len(passage.inner_text()) > len(cut)

    def test_says_when_its_files_are_missing(self, shipped, tmp_path, reader):
        build_site(shipped, tmp_path / "out")
        for path in (tmp_path / "out/search").glob("w-*.js"):
            path.unlink()
        page = reader(tmp_path / "out").open("search.html")
        page.locator("#q").fill("trade")
        until(page, "document.querySelector('[role=status]').textContent.trim()")
        assert "could not be loaded" in page.get_by_role("status").inner_text()

    def test_without_javascript_leads_to_lists(self, reader, searched):
        page = reader(searched, java_script_enabled=False).open("search.html")
        assert page.get_by_text("Searching needs JavaScript").is_visible()
        main = page.get_by_role("main")
        for name in ("All works", "All factors", "Claims about a side as a whole"):
            assert main.get_by_role("link", name=name).is_visible()
        assert not page.locator("#q").is_visible()

    def test_fits_a_small_phone_in_both_lights(self, reader, searched):
        for scheme in ("light", "dark"):
            window = reader(searched, viewport={"width": 320, "height": 700}, color_scheme=scheme)
            page = window.open("search.html")
            page.locator("#q").fill("the OR instability OR a*")
            page.locator("#q").press("Enter")
            page.wait_for_selector(".hit")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320


class TestTheFieldOnEveryPage:
    def test_leads_to_the_answer(self, window):
        page = window.open("factors/m6.html")
        page.get_by_role("searchbox", name="Search claims, works and notes").fill("“rule of law” é")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?*")
        assert page.locator("#q").input_value() == "“rule of law” é"
        assert window.complaints == []

    def test_is_reached_by_a_key(self, window):
        page = window.open("works/index.html")
        page.keyboard.press("/")
        field = page.get_by_role("searchbox")
        assert field.evaluate("field => field === document.activeElement")
        page.keyboard.type("a/b")
        assert field.input_value() == "a/b"
        page = window.open("search.html")
        page.locator("h1").click()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"

    def test_is_a_link_without_javascript(self, reader, searched):
        page = reader(searched, java_script_enabled=False).open("factors/m6.html")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
        assert page.locator("h1").inner_text() == "Search"


HOSTILE = (
    "</script><script>alert('s')</script><img src=x onerror=alert('i')>"
    "<svg onload=alert('v')><!-- \u2028\u2029 ]]> ${alert(1)} \\u003cb> \u202etxet"
)


class TestHostile:
    @pytest.fixture
    def hostile(self, builder, tmp_path):
        builder.change("annotations/framework.yaml", "The first risk factor", HOSTILE[:80])
        builder.work("evil", title=f"Evil {HOSTILE}", author=f"Evil, {HOSTILE[:60]}")
        builder.claim(
            "evil-1", "evil", "R1 supports", statement=f"Evil {HOSTILE}", scope=HOSTILE[:60]
        )
        out = tmp_path / "out"
        assert build_site(builder.map(), out).problems == ()
        return out

    def test_content_is_shown_as_text(self, reader, hostile):
        window = reader(hostile)
        page = window.open("search.html")
        page.locator("#q").fill("evil OR script OR alert OR onerror")
        page.locator("#q").press("Enter")
        until(page, "document.querySelector('[role=status]').textContent.trim()")
        assert page.locator("main script, main img, main svg[onload]").count() == 0
        assert "<img src=x onerror=alert('i')>" in page.locator(".hit.claim").inner_text()
        assert "\u202e" not in page.locator(".hits").inner_text()
        assert window.dialogs == []
        assert window.complaints == []

    def test_a_query_is_shown_as_text(self, reader, hostile):
        window = reader(hostile)
        page = window.open("search.html")
        for query in (HOSTILE, f'"{HOSTILE[:60]}', f"factor:{HOSTILE[:30]}", "kind:__proto__"):
            page.evaluate(
                "q => history.replaceState(null, '', '?q=' + encodeURIComponent(q))", query
            )
            page.reload()
            until(page, "document.querySelector('[role=status]').textContent.trim()")
            assert page.locator("main script, main img").count() == 0
        assert window.dialogs == []
        assert window.complaints == []

    def test_files_are_plain(self, hostile):
        for path in (hostile / "search").iterdir():
            data = path.read_bytes()
            assert data.isascii()
            assert not {b"<", b">", b"&"} & {data[i : i + 1] for i in range(len(data))}
            json.loads(data.decode().split(",", 1)[1].rsplit(")", 1)[0])


def test_full_texts_are_never_published(builder, tmp_path):
    builder.work("one", title="One")
    builder.write("corpus/texts/one.md", "A private sentence about zebras.\n")
    builder.write("corpus/notes/one.md", "Our own words about walruses.\n")
    map_ = builder.map()
    texts = load_corpus(builder.root, map_.workspace.works).texts
    assert {text.kind for text in texts} == {"notes", "text"}
    published = {}
    for text in texts:
        out = tmp_path / text.kind
        build_site(map_, out, notes=Notes({"one": "key"}, lambda _, text=text: text))
        files = (path for path in out.rglob("*") if path.is_file())
        published[text.kind] = b"".join(path.read_bytes() for path in files)
    assert b"walrus" in published["notes"]
    assert b"zebra" not in published["notes"] + published["text"]
