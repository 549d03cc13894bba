"""Units behind a number, in all languages at once: with one, it is a size and no count."""

UNITS = (
    "mm", "cm", "m", "km", "um", "µm", "μm", "nm", "pm", "kg", "g", "mg", "ug", "t", "tons",
    "tonnes", "ml", "l", "litre*", "liter*", "h", "hr", "hrs", "hour*", "min", "mins", "minute*",
    "s", "sec", "second", "seconds", "day", "days", "week*", "month*", "year*", "yr*", "percent",
    "per", "%", "‰", "pct", "°", "° c", "°c", "c", "degree*", "celsius", "k", "kelvin", "bar",
    "mbar", "pa", "kpa", "mpa", "gpa", "kn", "v", "kv", "ev", "kev", "mev", "gev",
    "ma", "w", "kw", "mw", "gw", "hz", "khz", "mhz", "ghz", "rpm", "ppm", "ppb", "x", "times",
    "cycles", "eur", "euro*", "€", "$", "£", "usd", "dkk", "sek", "pln", "zl", "kr",
    "m2", "m3", "cm2", "cm3", "mm2", "m²", "m³", "cm²", "cm³",
    "mm²", "mm³", "dm³", "square", "cubic", "inch*", "micron*", "hrc", "hv", "hb", "ph",
    "wt", "vol", "mol", "px", "dpi", "mb", "gb", "tb", "stunden", "tage*", "wochen",
    "monate*", "jahre*", "grad", "prozent", "timer", "dage", "uger", "aar", "ar", "dagar",
    "veckor", "manader", "timmar", "tuntia", "paivaa", "viikkoa", "kuukautta", "vuotta", "tundi",
    "paeva", "nadalat", "aastat", "godzin*", "dni", "tygodni*", "miesiec*", "lat", "lata", "roku",
    "stund*", "gad*", "val", "metu*", "metai", "hundred*", "thousand*", "million*", "tausend*",
    "tusind*", "tusen*", "tuhat*", "tuhan*", "tukstos*", "tukstan*", "tysi*", "miljo*", "miljon*",
    "milijon*", "mal", "gange", "gånger", "kertaa", "korda", "reizes", "kartus", "razy",
)  # fmt: skip
