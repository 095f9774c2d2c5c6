"""A rating in sentences: what it says, how it comes about, what would change it.

Every number in them is a count that the rating lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evidence.model import Change, Framework, LineOfEvidence, Rating, Rubric

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SHOWN_PAIRS = 3

STATE_MEANINGS = {
    "none": "no claim in these sources counts as evidence",
    "contradicted": "most of the weight, and at least two lines, speak against it",
    "thin": "too few independent lines, or too few empirical ones, to judge",
    "contested": "the lines disagree: less than half of the weight supports it",
    "mixed": "the lines partly agree",
    "consistent": "the lines largely agree",
}


def verdict(rating: Rating) -> str:
    """Return state and, where there is one, strength: 'mixed, moderate'."""
    return f"{rating.state}, {rating.strength}" if rating.strength else rating.state


def marks(rating: Rating) -> tuple[str, ...]:
    """Return the words that stand beside the verdict: 'indirect', 'as reported'."""
    found = (("indirect", rating.judgement.indirect), ("as reported", rating.as_reported))
    return tuple(word for word, holds in found if holds)


def explain(rating: Rating, framework: Framework, rubric: Rubric) -> list[str]:
    """Say in sentences how a rating comes about."""
    if not rating.lines:
        return [_nothing(rating)]
    outcome = _primary(framework)
    return [
        _lines(rating),
        *_reservations(rating),
        _empirical(rating, outcome),
        _checked(rating),
        _agreement(rating),
        _strength(rating, rubric, outcome),
    ]


def what_would_change(
    rating: Rating, framework: Framework, rubric: Rubric, name: Callable[[str], str]
) -> list[str]:
    """Say what would move the rating first. `name` turns the id of a line into words."""
    removed = [change for change in rating.changes if change.kind == "remove"]
    said = [_removal(change, name) for change in removed[:SHOWN_PAIRS]]
    if len(removed) > SHOWN_PAIRS:
        more = len(removed) - SHOWN_PAIRS
        size = "line" if removed[0].lines == 1 else "pair of lines"
        said.append(f"The same goes for {_number(more)} other {_plural(size, more)}.")
    if rating.strength and not removed:
        said.append(f"Without any one or two of its lines it stays {rating.strength}.")
    method, outcome = rubric.reference_method.label, _primary(framework)
    said += [
        _addition(change, rating, method, outcome)
        for change in rating.changes
        if change.kind == "add"
    ]
    return said


def _nothing(rating: Rating) -> str:
    silent = len(rating.silent)
    if not silent:
        return "No claim in these sources is linked to it."
    return (
        f"No claim in these sources counts as evidence for or against it; "
        f"{_number(silent)} {_plural('claim', silent)} {_is(silent)} shown without a vote."
    )


def _lines(rating: Rating) -> str:
    counts = rating.counts
    by_stance = {
        "support": counts.supports,
        "contradict": counts.contradicts,
        "qualify": counts.qualifies,
    }
    some = {verb: number for verb, number in by_stance.items() if number}
    none = [
        f"none {_verb(verb, 1)} it" for verb in ("support", "contradict") if not by_stance[verb]
    ]
    if len(some) == 1:
        verb = next(iter(some))
        head = "One line" if counts.total == 1 else f"All {_number(counts.total)} independent lines"
        return f"{_listed([f'{head} of evidence {_verb(verb, counts.total)} it', *none])}."
    parts = [f"{_number(number)} {_verb(verb, number)} it" for verb, number in some.items()]
    head = f"{_number(counts.total).capitalize()} independent lines of evidence bear on it"
    return f"{head}: {_listed([*parts, *none])}."


def _reservations(rating: Rating) -> list[str]:
    mixed = [line for line in rating.lines if line.stance == "supports" and _against(line)]
    if not mixed:
        return []
    if len(mixed) == rating.counts.supports:
        who = "It" if len(mixed) == 1 else "All of the supporting lines"
    else:
        who = f"{_number(len(mixed)).capitalize()} of the supporting lines"
    return [f"{who} also {_verb('carry', len(mixed))} reservations."]


def _against(line: LineOfEvidence) -> bool:
    return line.weights["contradicts"] > 0 or line.weights["qualifies"] > 0


def _empirical(rating: Rating, outcome: str) -> str:
    total, empirical = rating.counts.total, rating.counts.empirical
    direct = sum(line.primary for line in rating.lines)
    if not empirical:
        return f"{'It is not' if total == 1 else 'None of them is'} empirical."
    who = "It is" if total == 1 else f"{_some(empirical, total)} {_is(empirical)}"
    if not direct:
        rest = f", though not on {outcome} itself"
    elif direct == empirical:
        rest = f", on {outcome} itself" if empirical == 1 else f", all of them on {outcome} itself"
    else:
        rest = f", {_number(direct)} of them on {outcome} itself"
    return f"{who} empirical{rest}."


def _checked(rating: Rating) -> str:
    total, checked = rating.counts.total, rating.counts.checked
    if not checked:
        return (
            "It was not checked at its source: the rating is as reported."
            if total == 1
            else "None was checked at its source: the rating is as reported."
        )
    who = "It was" if total == 1 else f"{_some(checked, total)} {_was(checked)}"
    return f"{who} checked at the source."


def _agreement(rating: Rating) -> str:
    value = rating.judgement.agreement_value
    if value is None:
        return "There is nothing to agree on."
    return f"Agreement is {rating.judgement.agreement}: {value:.2f} of the weight supports it."


def _strength(rating: Rating, rubric: Rubric, outcome: str) -> str:
    if rating.strength is None:
        need = rubric.medium
        return (
            f"Too little direct support to call a strength: that takes {_number(need.lines)} "
            f"supporting lines, {_number(need.empirical)} of them empirical."
        )
    said = f"In these sources its strength is {rating.strength}"
    if rating.judgement.indirect:
        said += (
            f", and indirect: no empirical supporting line is on {outcome} itself, "
            f"which holds it at {rubric.indirect_cap} at most"
        )
    return f"{said}."


def _removal(change: Change, name: Callable[[str], str]) -> str:
    who = _listed([name(line) for line in change.names])
    together = " together" if change.lines > 1 else ""
    if change.strength is None:
        return f"Without {who}{together} it can no longer be called."
    return f"Without {who}{together} it would be {change.strength}."


def _addition(change: Change, rating: Rating, method: str, outcome: str) -> str:
    agree = "supports" if change.stance == "supports" else "contradicts"
    more = " more" if rating.lines else ""
    what = f"{_number(change.lines).capitalize()}{more} first-hand {_plural(method, change.lines)}"
    verb = agree if change.lines == 1 else agree.removesuffix("s")
    if change.strength is None:
        return f"{what} on {outcome} that {verb} it would leave it without a strength."
    return f"{what} on {outcome} that {verb} it would make it {change.strength}."


def _primary(framework: Framework) -> str:
    return next((o.label.lower() for o in framework.outcomes if o.primary), "the outcome")


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _some(part: int, total: int) -> str:
    if part == total:
        return "Both" if total == 2 else f"All {_number(total)}"
    return _number(part).capitalize()


def _plural(noun: str, number: int) -> str:
    if number == 1:
        return noun
    if noun.endswith("of lines"):
        return noun.replace("pair", "pairs")
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _verb(verb: str, number: int) -> str:
    if number != 1:
        return verb
    return verb[:-1] + "ies" if verb.endswith("y") else verb + "s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
