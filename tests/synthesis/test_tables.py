"""Tables: every column is in the data dictionary, and every entry of it is a column."""

import json

import pandas as pd
import pytest

from evidence.synthesis.dictionary import TABLES
from evidence.synthesis.rows import rows
from evidence.synthesis.tables import frame


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_dictionary_have_the_same_columns_in_the_same_order(shipped, name):
    found = rows(shipped, name)
    assert found, "the shipped workspace has rows of every table"
    names = [column.name for column in TABLES[name].columns]
    assert all(list(row) == names for row in found)
    assert list(frame(shipped, name).columns) == names


@pytest.mark.parametrize("name", TABLES)
def test_every_value_is_of_its_type_and_allowed(shipped, name):
    types = {"string": str, "date": str, "list": list, "boolean": bool, "integer": int}
    for row in rows(shipped, name):
        for column in TABLES[name].columns:
            value = row[column.name]
            where = f"{name}.{column.name}: {value!r}"
            if value is None:
                assert not column.required or column.type == "list", where
                continue
            assert isinstance(value, types.get(column.type, int | float)), where
            assert value != "", where
            assert not column.values or value in column.values, where


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.key])
def test_the_key_tells_rows_apart(shipped, name):
    keys = [tuple(row[part] for part in TABLES[name].key) for row in rows(shipped, name)]
    assert len(set(keys)) == len(keys)


def test_what_refers_to_a_column_names_one_that_exists():
    for table in TABLES.values():
        for column in table.columns:
            if column.refers:
                there, key = column.refers
                assert TABLES[there].column(key)


def test_frames_have_types_that_keep_what_is_missing(builder):
    builder.work("a", date="").work("b", date="2003")
    builder.claim("c", "a", "R1 supports", date="2026-02-30")
    builder.claim("d", "b", "R1 qualifies", status="proposed", concept="level")
    works, claims = frame(builder.map(), "works"), frame(builder.map(), "claims")
    assert works["year"].dtype == pd.Int64Dtype()
    assert works["year"].isna().tolist() == [True, False]
    assert claims["date"].isna().tolist() == [True, False], "30 February is no day"
    assert claims["concept"].isna().tolist() == [True, False]
    assert claims["votes"].tolist() == [True, False]
    assert claims["status"].dtype == pd.CategoricalDtype(["proposed", "confirmed", "rejected"])
    assert claims["supersedes"].tolist() == [[], []]
    links = frame(builder.map(), "links")
    assert links["weight"].tolist() == [1.0, pd.NA]


def test_strengths_are_in_the_order_of_the_scale(shipped):
    strength = frame(shipped, "ratings")["strength"]
    assert list(strength.cat.categories) == list(shipped.evidence.rubric.scale)
    assert (strength > "weak").sum() == sum(
        shipped.evidence.rubric.rank(one) > 1
        for one in (rating.strength for rating in (*shipped.ratings.factors, *shipped.ratings.rows))
    )


def test_an_override_off_the_scale_is_shown_as_it_stands(builder):
    entry = {"factor": "R1", "strength": "huge", "reason": "r", "by": "b", "date": "2026-01-01"}
    builder.write("annotations/judgements.yaml", json.dumps({"overrides": [entry]}))
    assert frame(builder.map(), "ratings")["override"].tolist()[0] == "huge"


def test_a_table_without_rows_has_its_columns_and_types(builder):
    claims = frame(builder.map(), "claims")
    assert len(claims) == 0
    assert claims["votes"].dtype == pd.BooleanDtype()
    assert str(claims["date"].dtype).startswith("datetime64")


def test_a_cell_counts_each_work_once_for_each_stance_that_it_takes(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "art"')
    builder.work("art").work("a").work("b")
    builder.claim("a-1", "a", "R1 supports").claim("a-2", "a", "R1 supports")
    builder.claim("a-3", "a", "R1 qualifies")
    builder.claim("b-1", "b", "R1 contradicts")
    builder.claim("b-2", "b", "R1 supports", status="proposed")
    builder.claim("b-3", "b", "R1 supports", kind="recommendation")
    builder.claim("art-1", "art", "R1 supports")
    first = rows(builder.map(), "cells")[0]
    assert first == {
        "factor": "R1",
        "dimension": "social",
        "side": "risk",
        "label": "The first risk factor",
        "works": 2,
        "supports": 1,
        "contradicts": 1,
        "qualifies": 1,
        "claims": 4,
    }
