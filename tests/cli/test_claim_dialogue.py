"""`claim new` and `claim edit` ask field by field and write one valid claim."""


def answers(*lines):
    return "\n".join(lines) + "\n"


def test_a_new_claim_is_asked_for_and_written(filled, run):
    typed = answers(
        "It raises the risk.",  # statement
        "fin",  # kind: the beginning of a word is enough
        "R1", "supports", "M1", "qualifies", "",  # links
        "",  # id: as proposed
        "level",  # concept
        "",  # method: that of the work
        "",  # outcome: the primary one
        "126 cases",  # scope
        "pp. 65\u201366",  # locator
        "abstract", "a web page",  # seen in
        "for",  # supersedes
        "",  # also listed
        "A. Coder", "", "", "",  # coder, date, status, remark
    )  # fmt: skip
    done = run("claim", "new", "harff2003", typed=typed)
    assert done.code == 0, done.err
    claim = filled.open().claim("harff2003-r1-1")
    assert claim.statement == "It raises the risk."
    assert [(link.factor, link.stance) for link in claim.links] == [
        ("R1", "supports"),
        ("M1", "qualifies"),
    ]
    assert (claim.method, claim.outcome, claim.status) == (
        "large-n-statistical",
        "outcome",
        "proposed",
    )
    assert str(claim.locator) == "pp. 65-66"
    assert claim.supersedes == ("for",)
    assert claim.coder == "A. Coder"
    assert not filled.open().problems
    assert "Next: evidence claim show harff2003-r1-1" in done.err


def test_a_wrong_answer_is_asked_again_with_a_hint(filled, run):
    typed = answers(
        "", "Said.", "fnding", "finding", "R7", "R1", "for", "supports", "", "Bad Id", "for",
        "fresh-id", "", "", "", "", "page", "", "review", "", "", "", "", "Me", "yesterday",
        "2026-02-30", "2026-02-03", "confirmed", "",
    )  # fmt: skip
    done = run("claim", "new", "kuper1981", typed=typed)
    assert done.code == 0, done.err
    for words in (
        "this field is needed",
        "'fnding' is not one of them. Did you mean 'finding'?",
        "'R7' is not one of them. Did you mean 'R1'?",
        "use small letters, digits and hyphens",
        "'for' is taken",
        "write it like 'p. 65'",
        "write the date as YYYY-MM-DD",
    ):
        assert words in done.err
    claim = filled.open().claim("fresh-id")
    assert (claim.date, claim.status, claim.locator) == ("2026-02-03", "confirmed", None)


def test_breaking_off_writes_nothing(filled, run):
    path = filled.root / "annotations/claims/harff2003.yaml"
    before = path.read_bytes()
    done = run("claim", "new", "harff2003", typed="Only a statement\n")
    assert done.code == 1
    assert path.read_bytes() == before


def test_a_second_hand_claim_needs_note_and_attribution(filled, run):
    typed = answers(
        "Reported.", "argument", "M1", "supports", "", "", "conceptual", "", "", "",
        "citing-work", "", "7, 8", "specific", "", "", "Me", "2026-01-01", "confirmed", "",
    )  # fmt: skip
    done = run("claim", "new", "kuper1981", typed=typed)
    assert done.code == 0, done.err
    seen = filled.open().claim("kuper1981-m1-1").seen_in
    assert (seen.work, seen.notes, seen.attribution) == ("art", ("7", "8"), "specific")


def test_edit_keeps_what_enter_keeps_and_changes_the_rest(filled, run):
    before = filled.open().claim("for")
    # everything kept (Enter), but the status
    typed = answers(*[""] * 16, "rejected", "a doubt")
    done = run("claim", "edit", "for", typed=typed)
    assert done.code == 0, done.err
    after = filled.open().claim("for")
    assert (after.status, after.remark) == ("rejected", "a doubt")
    assert (after.statement, after.links, after.locator, after.seen_in, after.date) == (
        before.statement,
        before.links,
        before.locator,
        before.seen_in,
        before.date,
    )


def test_an_edit_without_a_change_writes_nothing(filled, run):
    path = filled.root / "annotations/claims/harff2003.yaml"
    stamp = path.stat().st_mtime_ns
    done = run("claim", "edit", "for", typed="\n" * 30)
    assert "Nothing changed" in done.err
    assert path.stat().st_mtime_ns == stamp
