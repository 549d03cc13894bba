"""Words that have no room where they stand, and links in texts."""

from tests.content.case import CENTRES_EN, CHALLENGE_EN, LANGUAGES, MONEY_EN, PHRASES, Case

_HAZARDS = "facility_catalogue/vocabulary/hazards/en.yaml"
_LONG = "one sample of ours looked at by somebody at once"


def _case(name: str, file: str, old: str, new: str, what: str, mend: str = "shorten it by") -> Case:
    return Case(name, file, old, new, what, mend, "warning")


LENGTHS = [
    _case(
        "an intent's button",
        MONEY_EN,
        "label: What it costs",
        f"label: ¦{_LONG}",
        "'label' has 48 characters, and a button in Telegram on a narrow phone shows 40",
        "shorten it by 8",
    ),
    _case(
        "a choice's button",
        CHALLENGE_EN,
        "label: No, please do not",
        f"label: ¦{_LONG}",
        "'label' has 48 characters",
    ),
    _case(
        "a language's button",
        LANGUAGES,
        "name: Polski",
        f"name: ¦{_LONG}",
        "'name' has 48 characters",
    ),
    _case(
        "the button of a hazard, of which there are few",
        _HAZARDS,
        "label: no hazard",
        f"label: ¦{_LONG}",
        "'label' has 48 characters",
    ),
    *(
        _case(
            f"the button of what a need is closest to, one of the {kind}",
            f"facility_catalogue/vocabulary/{kind}/en.yaml",
            f"label: {label}",
            f"label: ¦{_LONG}",
            "'label' has 48 characters",
        )
        for kind, label in (
            ("goals", "finding the cause"),
            ("problems", "pores"),
            ("materials", "powder"),
        )
    ),
    _case(
        "a centre in a menu",
        CENTRES_EN,
        "name: Centre of Sweden",
        f"name: ¦The centre of Sweden for {_LONG} and more",
        "'name' has 82 characters, and a button or a menu in Slack shows 75",
        "shorten it by 7",
    ),
    _case(
        "a button with the longest that is filled in",
        PHRASES,
        'button_change: "button_change {what}"',
        'button_change: ¦"Change what you have told us: {what}"',
        "'button_change' may come to ",
    ),
    _case(
        "a form's title",
        PHRASES,
        'desk_ask_title: "desk_ask_title"',
        'desk_ask_title: ¦"What you want to know of them"',
        "'desk_ask_title' has 29 characters, and the title or a button of a form in Slack shows 24",
        "shorten it by 5",
    ),
    _case(
        "a header",
        PHRASES,
        'home_open: "home_open {centre}"',
        f'home_open: ¦"{_LONG} {_LONG} {_LONG} {{centre}}"',
        "'home_open' may come to ",
    ),
    _case(
        "a link in a text",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦https://example.org/calls…",
        "the link 'https://example.org/calls…' is cut off",
        "copy the whole address",
    ),
    _case(
        "a link whose scheme has a slip",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦htps://example.org/calls there.",
        "the link 'htps://example.org/calls' does not begin as links do",
        "write 'https://example.org/calls'",
    ),
    _case(
        "a link without its colon",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦https//example.org/calls there.",
        "the link 'https//example.org/calls' does not begin as links do",
        "write 'https://example.org/calls'",
    ),
    _case(
        "a link with one slash",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦https:/example.org/calls there.",
        "the link 'https:/example.org/calls' does not begin as links do",
        "write 'https://example.org/calls'",
    ),
    _case(
        "a link to a name without a country or the like",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦https://example/calls there.",
        "the link 'https://example/calls' leads to 'example', which nobody outside knows",
        "use the public address",
    ),
    _case(
        "a link to such a name that is cut off, too",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦https://example/calls…",
        "the link 'https://example/calls…' is cut off",
        "copy the whole address",
    ),
    _case(
        "a mark where a link's address ought to be",
        MONEY_EN,
        "ended in 2019.",
        "ended in 2019, see ¦https://[address] there.",
        "the link 'https://[address]' is no address",
        "copy the whole address",
    ),
]
