"""Which leads may be of the same company."""

from dataclasses import replace

import pytest

from tests import values as example
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.matching.duplicates import duplicates
from tram_bot.ports import LeadSign

NEW = example.lead(9, company="Example Coatings Oy", email_domain="example-coatings.org")
OTHER = LeadSign(
    id=LeadId("lead-1"),
    reference="BT-FI-26-0001",
    conversation=ConversationId("telegram:1"),
    company="Somebody Else GmbH",
    email_domain="else.example",
    country="FI",
    submitted_at=example.NOW,
)


def is_found(**changes: str) -> bool:
    """Whether another lead with these signs is taken for one of the same company."""
    return bool(duplicates(NEW, [replace(OTHER, **changes)]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "company",
    ["Example Coatings", "EXAMPLE COATINGS OY", "Example Coating Oy", "Example Coatings Ltd."],
)
def test_a_name_alike_in_the_same_country_is_found(company: str) -> None:
    assert is_found(company=company)
    assert not is_found(company=company, country="DE")


@pytest.mark.parametrize("company", ["Example Castings Oy", "Coatings Oy", "", "Oy"])
def test_another_name_is_another_company(company: str) -> None:
    assert not is_found(company=company)


def test_the_same_domain_is_found_unless_nobody_has_one() -> None:
    assert is_found(email_domain="example-coatings.org", country="DE")
    unknown = replace(NEW, email_domain="", company="")
    assert not duplicates(unknown, [replace(OTHER, email_domain="", company="")])


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "me.com", "op.pl", "poczta.onet.pl", "hotmail.de", "live.se", "outlook.dk",
     "elisanet.fi", "mail.ee", "apollo.lv", "takas.lt"],
)  # fmt: skip
def test_a_domain_that_everybody_has_tells_nothing(domain: str) -> None:
    private = replace(NEW, email_domain=domain, company="")

    assert not duplicates(private, [replace(OTHER, email_domain=domain)])


def test_the_same_conversation_is_found_and_a_lead_is_no_duplicate_of_itself() -> None:
    assert duplicates(NEW, [replace(OTHER, conversation=NEW.conversation)])
    assert not duplicates(NEW, [replace(OTHER, id=NEW.id, email_domain=NEW.email_domain)])
