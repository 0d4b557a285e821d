"""/office leads to where somebody's work is."""
import pytest

import journey


@pytest.mark.parametrize("role, path", [("initial_reviewer", "/office/queue"), ("finance", "/office/finance")])
def test_it_leads_to_ones_work(stack, role, path):
    assert journey.crew(stack).of(role).browser.get("/office").path.startswith(path)


def test_it_leads_a_stranger_to_the_door(office):
    assert office.get("/office").path == "/office/sign-in"
