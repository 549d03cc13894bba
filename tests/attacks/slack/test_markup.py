"""Nothing that anybody writes is markup, a call, a link or a preview, wherever it is shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import links, pings, shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import PROBLEM, SlackHouse, centre_of
from tram_bot.core.content import Content

EVIL = (
    "<!channel> <@U0KASIA> @here *x* `y` <https://evil.example/a.png|safe> &lt;!here&gt; <b>z</b>"
)
NAME = "Example <!here> @channel Coatings Oy"
TURNED = "Kasia \u202e<!channel>\u2066 Ko\nwal\x1b[31mska"


def said_by_us(server: SlackServer) -> Iterator[Mapping[str, Any]]:
    """Everything the app has had shown to anybody: messages, whispers, modals and pages."""
    for method, asked in server.calls:
        if method.startswith("chat.post") or method in ("chat.update", "files.completeUpload"):
            yield asked
        if method.startswith("views."):
            yield {"blocks": asked["view"]["blocks"]}


def nothing_is_markup(server: SlackServer, content: Content) -> None:
    ours = {each.homepage for each in content.catalogue.facilities.values()}
    for asked in said_by_us(server):
        message = dict(asked)
        assert pings(message) == set(), shown(message)
        assert "mrkdwn" not in str(asked.get("blocks"))
        for link in links(message):
            assert link in ours or link.startswith("https://example.slack.com/"), link
    assert server.previewed == []
    comments = [asked.get("initial_comment") or "" for _, asked in server.calls]
    assert not any("<" in comment for comment in comments)


async def fills_in_evil(company: Member, name: str = NAME) -> None:
    await company.says(f"{PROBLEM} {EVIL}")
    await company.hears("may I keep your answers")
    await company.presses("Yes, you may")
    await company.hears("How confidential")
    await company.says("confidential")
    await company.hears("tried")
    await company.says(EVIL)
    await company.hears("How many")
    await company.says("6 coated screws, nothing dangerous")
    await company.hears("name")
    await company.says(f"Anna Example, {name}, anna@example-coatings.org")
    await company.hears("Shall I send")
    await company.presses("Send it")
    await company.hears("BT-PL-")


async def test_in_every_place_where_a_request_is_shown(
    house: SlackHouse, server: SlackServer, content: Content, anna: Member, kasia: Member,
    marek: Member, jonas: Member,
) -> None:  # fmt: skip
    poland = centre_of(house, "pl", kasia, marek)
    germany, desk = centre_of(house, "de", jonas), centre_of(house, "lead-desk", jonas)
    second = Member(server, "U0KARI", EVIL)
    marek.user.name = EVIL
    async with house.open():
        await fills_in_evil(anna)
        first = await kasia.sees(poland, "BT-PL-26-0001")
        await fills_in_evil(second)
        card = await kasia.sees(poland, "Perhaps the same company")
        thread = card["ts"]
        await jonas.opens_home()
        await kasia.opens_home()
        await server.until("the page", lambda: "BT-PL-26-0002" in kasia.home)
        await kasia.types_at_home(EVIL)
        for line in ("leads", "lead BT-PL-26-0002", f"lead {EVIL}", f"find {EVIL}", EVIL):
            answer = await server.delivery.deliver("slash_commands", _command(kasia, line))
            assert pings(answer) == set()
            assert "mrkdwn" not in str(answer.get("blocks"))
        await marek.writes(poland, EVIL, thread=thread)
        await marek.sees(poland, "Not sent yet", thread=thread)
        await marek.presses("Claim and send", poland)
        await second.hears(EVIL)
        await second.says(EVIL, second.file("<!here> *x*.png", b"\x89PNG\r\n"))
        await kasia.sees(poland, "The company: <!channel>", thread=thread)
        await marek.presses("Ask the company", poland)
        await marek.submits(words=EVIL)
        await second.hears("@here *x*")
        await kasia.picks("Everything", poland)
        assert "<!channel> <@U0KASIA>" in shown(kasia.modal)
        await marek.presses("Pass on", poland)
        await marek.submits(centre="de", words=EVIL)
        await jonas.sees(germany, "BT-PL-26-0002")
        await jonas.sees(germany, f"passed BT-PL-26-0002 on: {EVIL[:20]}")
        await jonas.presses("Close", germany)
        await jonas.submits(outcome="no_fit", words=EVIL)
        await jonas.sees(germany, "Closed by Jonas Muster")
        await anna.writes(poland, "<@U0TRAM>", thread=first["ts"])
        await server.delivery.settled()
    assert desk.messages == []
    nothing_is_markup(server, content)


async def test_a_name_of_a_member_of_staff_stands_on_its_line(
    house: SlackHouse, server: SlackServer, content: Content, anna: Member, kasia: Member
) -> None:
    kasia.user.name, kasia.user.first_name = TURNED, TURNED
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in_evil(anna, "Example Coatings Oy")
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        told = await anna.hears("is looking after")
        await kasia.sees(poland, "Claimed by Kasia <!channel> Ko wal")
        lead = await house.lead()
    assert "Kasia <!channel> Ko wal [31mska" in told
    assert lead.owner_name == "Kasia <!channel> Ko wal [31mska"
    nothing_is_markup(server, content)


async def test_an_answer_given_aside_previews_nothing_either(
    house: SlackHouse, server: SlackServer, content: Content, anna: Member, kasia: Member
) -> None:
    """Pressed in a direct message, refused there: that is said outside of the outbox."""
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in_evil(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        block = next(each for each in card["blocks"] if each["type"] == "actions")
        gone = {**block["elements"][0], "value": "no-such-lead@pl"}
        await kasia.acts(kasia.dm, card, block, gone)
        await server.until("told", lambda: bool(kasia.dm.messages))
    nothing_is_markup(server, content)


def _command(member: Member, line: str) -> dict[str, Any]:
    return {
        "command": "/tram", "text": line, "user_id": member.id, "channel_id": member.dm.id,
        "team_id": "T0EXAMPLE", "trigger_id": member.server.trigger(member.id),
    }  # fmt: skip
