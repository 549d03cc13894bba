"""Domains at which anybody can have an e-mail address: those of providers and of portals.

A list of ours: what small companies around the Baltic Sea have addresses at.
"""

_ANYWHERE = (
    "aol.com", "bk.ru", "compuserve.com", "fastmail.com", "fastmail.fm", "gmail.com", "gmx.com",
    "gmx.eu", "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com",
    "hushmail.com", "icloud.com", "inbox.eu", "inbox.ru", "list.ru", "live.com", "live.co.uk",
    "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com", "outlook.com", "pm.me",
    "proton.me", "protonmail.ch", "protonmail.com", "rambler.ru", "rocketmail.com", "tuta.com",
    "tuta.io", "tutamail.com", "tutanota.com", "tutanota.de", "yahoo.co.uk", "yahoo.com",
    "yandex.com", "yandex.ru", "ymail.com", "zoho.com", "zohomail.eu",
)  # fmt: skip
_GERMANY = (
    "alice-dsl.de", "alice-dsl.net", "alice.de", "aol.de", "arcor.de", "compuserve.de", "email.de",
    "ewe.net", "ewetel.net", "firemail.de", "freenet.de", "gmx.at", "gmx.ch", "gmx.de",
    "hotmail.de", "htp-tel.de", "kabelmail.de", "kielnet.net", "live.de", "lycos.de", "magenta.de",
    "mail.de", "mnet-mail.de", "mnet-online.de", "netcologne.de", "nexgo.de", "o2mail.de",
    "o2online.de", "online.de", "onlinehome.de", "osnanet.de", "outlook.de", "posteo.de",
    "posteo.net", "t-online.de", "unitybox.de", "versanet.de", "vodafone.de", "vodafonemail.de",
    "web.de", "wtnet.de", "yahoo.de", "ymail.de",
)  # fmt: skip
_DENMARK = (
    "altiboxmail.dk", "c.dk", "cybercity.dk", "email.dk", "energimail.dk", "fibermail.dk",
    "fiberpost.dk", "get2net.dk", "hotmail.dk", "jubii.dk", "jubiimail.dk", "live.dk", "mail.dk",
    "mail.tele.dk", "ofir.dk", "outlook.dk", "pc.dk", "post.cybercity.dk", "post.tele.dk",
    "privat.dk", "sol.dk", "stofanet.dk", "tdcadsl.dk", "tiscali.dk", "vip.cybercity.dk",
    "webspeed.dk", "yahoo.dk", "youmail.dk",
)  # fmt: skip
_SWEDEN = (
    "algonet.se", "bostream.nu", "bredband.net", "bredband2.com", "comhem.se", "comviq.se",
    "glocalnet.net", "hem.utfors.se", "home.se", "hotmail.se", "live.se", "netatonce.net",
    "outlook.se", "ownit.nu", "passagen.se", "spray.se", "swipnet.se", "tele2.se", "telia.com",
    "tiscali.se", "utfors.se", "yahoo.se",
)  # fmt: skip
_FINLAND = (
    "anvianet.fi", "co.inet.fi", "dnainternet.fi", "dnainternet.net", "elisanet.fi", "hotmail.fi",
    "iki.fi", "inet.fi", "jippii.fi", "kolumbus.fi", "kopteri.net", "kymp.net", "live.fi",
    "luukku.com", "mail.suomi.net", "mbnet.fi", "netikka.fi", "netti.fi", "nic.fi", "outlook.fi",
    "phnet.fi", "pp.inet.fi", "pp.nic.fi", "pp.phnet.fi", "pp1.inet.fi", "saunalahti.fi", "sci.fi",
    "suomi.net", "suomi24.fi", "surffi.net", "welho.com", "wippies.com", "yahoo.fi",
)  # fmt: skip
_ESTONIA = (
    "eesti.ee", "email.ee", "hot.ee", "infonet.ee", "mail.ee", "neti.ee", "online.ee",
    "solo.delfi.ee", "starman.ee", "suhtlus.ee", "tele2.ee", "uninet.ee", "zone.ee",
)  # fmt: skip
_LATVIA = (
    "apollo.lv", "balticom.lv", "btv.lv", "delfi.lv", "e-apollo.lv", "inbox.lv", "latnet.lv",
    "mail.lv", "navigator.lv", "one.lv", "parks.lv", "tvnet.lv",
)  # fmt: skip
_LITHUANIA = (
    "centras.lt", "delfi.lt", "email.lt", "erdves.lt", "freemail.lt", "inbox.lt", "init.lt",
    "mail.lt", "omni.lt", "one.lt", "splius.lt", "takas.lt", "zebra.lt",
)  # fmt: skip
_POLAND = (
    "adresik.net", "amorki.pl", "aster.pl", "autograf.pl", "buziaczek.pl", "chello.pl", "epf.pl",
    "eranet.pl", "gazeta.pl", "go2.pl", "hot.pl", "hotmail.pl", "idea.net.pl", "inetia.pl",
    "int.pl", "interia.com", "interia.eu", "interia.pl", "interiowy.pl", "intmail.pl", "konto.pl",
    "live.pl", "neostrada.pl", "o2.pl", "ogarnij.se", "onet.com.pl", "onet.eu", "onet.pl", "op.pl",
    "opoczta.pl", "orange.pl", "outlook.pl", "pacz.to", "pisz.to", "plusnet.pl", "poczta.fm",
    "poczta.gazeta.pl", "poczta.internetdsl.pl", "poczta.neostrada.pl", "poczta.onet.eu",
    "poczta.onet.pl", "poczta.pl", "prokonto.pl", "spoko.pl", "tlen.pl", "toya.net.pl",
    "upcpoczta.pl", "vip.interia.pl", "vip.onet.pl", "vp.pl", "wp.eu", "wp.pl", "yahoo.pl",
)  # fmt: skip

SHARED = frozenset[str]().union(
    _ANYWHERE, _GERMANY, _DENMARK, _SWEDEN, _FINLAND, _ESTONIA, _LATVIA, _LITHUANIA, _POLAND
)
"""One of these tells nothing about who writes."""
