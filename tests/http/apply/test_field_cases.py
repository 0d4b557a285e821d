"""What people type into the fields of the application, row by row as tests/cases/fields.tsv has it."""
import json
from pathlib import Path

import pytest

import journey
from journey import fields_of, ok, send

TOP = Path(__file__).resolve().parents[3]


def rows():
    text = (TOP / "tests" / "cases" / "fields.tsv").read_text()
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def sentences():
    text = (TOP / "templates" / "label" / "error.hdf").read_text()
    return dict(line.split(" = ", 1) for line in text.splitlines() if " = " in line)


ROWS, SENTENCE = rows(), sentences()


@pytest.fixture(scope="module")
def case(stack):
    return journey.Case(stack).register().start().fill()


def section_of(case, field):
    return next(name for name, fields in case.applicant.sections.items() if field in fields)


@pytest.mark.parametrize("field,typed,end", ROWS, ids=["%s %s" % (field, typed) for field, typed, _ in ROWS])
def test_what_is_typed_is_kept_as_it_is_meant_or_refused_with_a_sentence(case, field, typed, end):
    path = "/apply/section/" + section_of(case, field)
    form = ok(case.browser.get(path)).form(path)
    page = send(case.browser, form, {field: json.loads(typed), "save": "draft"})
    if end.startswith('"'):
        ok(page)
        assert fields_of(ok(case.browser.get(path)).form(path))[field] == json.loads(end)
        return
    assert page.status == 422 and SENTENCE[end] in page.words, page.words[:600]
    assert fields_of(page.form(path))[field] == json.loads(typed).strip(), "what was typed is gone"
    assert fields_of(ok(case.browser.get(path)).form(path))[field] != json.loads(typed)
