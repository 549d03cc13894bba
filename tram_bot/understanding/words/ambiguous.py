"""Names of places that are ordinary words too, and names of things that look like places."""

from tram_bot.understanding.words.wordlist import these

AMBIGUOUS = these(
    # English
    "anchorage angers angora archway ascension balsas barking bath bender berg billings bole boll "
    "bologna boo boulder brake brusque buffalo burg bush cairns canton centennial centurion "
    "chandler commonwealth concord cork corona cypress dame damask davenport delta derby dining "
    "downtown elk enterprise erode garland gent hail hall harrow ho homburg honcho horde horn hub "
    "hue ii independence island jade jingling khan kilo kissing lander lazy leer liege lima "
    "limerick linden linen lira logos lone lodge madras male man mango mantilla marten mascara "
    "meads mecca mesa meshed mesquite metro midland minster mite mobile monster most much muscat "
    "natal newton nice nokia odder of ogre or oral orange oxford paradise pare pecs perm pest "
    "phoenix pita plunge plunges pocking police poll providence puck queens rain reading reunion "
    "revel risen riverside rot ruse saga saki sale salem same samba sari savannah shaping split "
    "shortens simmering slough spire spires springs stein surprise surrey tamale tarp tender thorn "
    "togas torn toyota hitachi tours tune tuner twist van vi vista warder warren wedding "
    "wellington wetter woodlands worms worth york zest "
    "bar mobile batman victoria florence sydney george "
    "charlotte kennedy samara kano cali hyderabad columbus austin lincoln jackson "
    # German
    "aue bergen binde boden bogen buch buchen dabei engen enger esse essen forst frankenstein "
    "gerne gingen greven haar halle handen haren hatten heide heiden hof holle horst kalk kamen "
    "kies kirchen korb kosten kuchen labe lage langen laufen lauter leck lehre leiden leimen "
    "lotte mengen mitte nette norden nuss posen possen raum rede regen ringe rohr roth saal sande "
    "schlitz senden singen sinn solde spalt springe steinen stelle stocken treuen wangen waren "
    "wehr weiden wenden werder wissen wolfen baden auf bad sand wald frechen rissen "
    # Danish, Swedish
    "ale alta as bor brande bro greve hammel hals kall kil kista losning mora nora ringe sala "
    "skive sunne trosa tune vara varde vejen viken kina soder alger arsta buer fordon medan tegel "
    # Polish
    "brzeg buk czarne gaj gora huby kety klucze kolo kozy lapy lask laski marki nowe pila reda "
    "ruda ryki susz turek warka wieprz wola zary kola sala rota pisz wrzesnia swiecie tanca "
    # Finnish, Estonian, Latvian, Lithuanian
    "elva inga lieto saldus saue tori tai alava gera jos pirita sark tokio viena vieno"
)
"""Folded. One of these is a place only if it begins with a capital and follows *in* or *from*."""

NO_PLACES = (
    "portland cement*", "norway spruce", "norway maple", "plaster of paris", "paris green",
    "china clay", "bone china", "danish oil", "scots pine", "eau de cologne", "vienna lime",
    "prussian blue", "berlin blue", "india ink", "india rubber", "brazil nut*", "turkey red",
    "damascus steel", "oregon pine", "manila paper", "manila hemp", "morocco leather",
    "japan black", "german silver", "french polish", "french chalk", "swedish steel",
    "dutch metal", "english walnut", "canada balsam", "carrara marble", "baltic birch",
    "jersey fabric", "jersey knit", "guinea pig*",
)  # fmt: skip
"""Flat phrases in which the place is part of a material's name."""

ALSO_WORDS = these(
    "us china chad chile guinea georgia jordan jersey japan turkey togo niger mali oman man cuba "
    "laos malta boras celle giessen hagen kemi koge kotka lahti "
    "lodz przemysl radom solna tartu"
)
"""Folded names of countries and towns that in small letters are something else, but for towns that
are one of several answers: *tartu, 12 people*."""

NO_SLIPS = these("darija maksa schneiden testi")
"""Folded words that are a slip or two away from a country: *Dānija*, *Saksa*, *Schweden*,
*Eesti*."""

RATHER_THINGS = these("boras giessen kemi koge kotka lahti")
"""Folded towns that in small letters are things even beside a number: *kemi, 12 anställda*."""
