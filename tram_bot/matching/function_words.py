"""Words that carry a sentence and not its matter, by language, and the words that deny.

All are folded. A language that is not listed reads as English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tram_bot.core.identifiers import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWords:
    """A language's function words.

    `stop` are neither matched nor reported as unrecognised, greetings and shop talk included.
    `deny` takes back what follows closely ("no cracks"). Not so after one of `act` ("does not
    stick" is the problem itself), before one of `unless` ("not only cracks"), or across one of
    `clause` ("no idea why it cracks"). A word right before one of `rid` is taken back as well
    ("crack-free").
    """

    stop: frozenset[str]
    deny: frozenset[str]
    act: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    rid: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = FunctionWords(
    stop=_words(
        """
        a able about above across actually after again all almost alone along already also although
        always am among an and another any anybody anyone anything anyway are arent around as ask
        asked at away back be because become been before behind being below beside besides best
        better between beyond both but by came can cannot cant come comes coming could couldnt did
        didnt different do does doesnt doing done dont down during each either else enough ever
        every everybody everyone everything everywhere exactly few find first for from further gave
        get gets getting give gives go goes going gone good got had half hardly has hasnt have
        havent having he her here him his how however i id if im in instead into is isnt it its
        itself ive just keep keeps kept kind know known last later least less let like likely little
        long look looking looks lot lots made make makes making many may maybe me mean might mine
        more most much must my near nearly need needed needs neither never new next no nobody none
        nor not nothing now of off often ok okay old on once one only onto or other others our ours
        out over own part parts per perhaps please possible possibly put quite rather really same
        say says second see seem seems seen several shall she should shouldnt show since so some
        somebody someone something sometimes somewhere soon still such sure take takes tell than
        that thats the their theirs them then there theres therefore these they theyre thing things
        think this those though three through thus to together told too took toward towards tried
        try trying two under until up upon us use used uses using usually very via want wants was
        wasnt way we well went were werent weve what whatever whats when where whereas whether which
        while who whole whom whose why will with within without wont would wouldnt yes yet you your
        yours youre
        hello hi hey thanks thank dear regards greetings morning afternoon evening bye goodbye
        answer anyhow believe care chance check company companies customer customers day days decide
        deal develop help hope idea ideas issue issues job kindly matter moment month months nice
        number ones people person point problem problems produce produces produced product products
        production question questions reason ready right says someone start supplier suppliers
        support suppose thing time times today tomorrow trouble understand week weeks wish wonder
        work working works wrong year years yesterday
        """
    ),
    deny=_words("no not without never neither nor none isnt arent wasnt werent hasnt havent"),
    act=_words("do does did can could will would shall should may might must"),
    unless=_words("only just merely sure clear known enough longer idea evenly"),
    clause=_words(
        "why what how where when which who if whether that because but although though so then "
        "yet however while"
    ),
    rid=_words("free"),
)

_GERMAN = FunctionWords(
    stop=_words(
        """
        aber alle allem allen aller alles als also am an andere anderen anders auch auf aus bei beim
        bin bis bist bitte bitten da dabei dadurch dafur damit danach danke dann daran darauf daraus
        darf darin das dass davon dazu dein deine dem den denn der des deshalb die dies diese diesem
        diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwa
        etwas euch euer fur gegen gerne gibt guten hab habe haben hallo hat hatte hatten hier hinter
        ich ihm ihn ihnen ihr ihre ihrem ihren im immer in ins ist ja je jede jedem jeden jeder
        jedes jetzt jemand kann kein keine keinem keinen konnen konnten kunde kunden lassen machen
        man mehr mein meine mich mir mit mochten muss mussen nach nachdem neben nein nicht nichts
        noch nun nur ob oder ohne problem produkt schon sehr sein seine seit sich sie sind so sogar
        soll sollen sollte sondern sonst tag um und uns unser unsere unserem unseren unserer unter
        viel viele vom von vor wann war waren warum was weil welche welchem welchen welcher welches
        wenn wer werden wie wieder will wir wird wo wollen worden wurde wurden zu zum zur zwischen
        """
    ),
    deny=_words("kein keine keinen keinem keiner nicht ohne nie niemals weder"),
    unless=_words("nur sicher klar bekannt genug mehr"),
    clause=_words("warum was wie wo wann welche welcher wer ob dass weil aber sondern wenn"),
    rid=_words("frei"),
)

_DANISH = FunctionWords(
    stop=_words(
        """
        af alle alt altid at blev blive bliver da de dem den denne der deres det dette dig din disse
        dog du efter eller en end er et for fordi fra fa far gerne gor ham han har have havde hej
        her hos hun hvad hvem hvilke hvilken hvis hvor hvordan hvorfor i igen ikke ind ingen jeg
        jer kan kom kun kunde kunder kunne lidt man mange med meget mellem men mere mig min mod ma
        nar nej no nogen noget nogle nu når og ogsa om op os over pa problem produkt sa samme selv
        sig sin skal skulle som tak til ud uden under var ved vi vil ville vor vores være vaere
        """
    ),
    deny=_words("ikke ingen intet uden aldrig"),
    unless=_words("kun bare sikker nok"),
    clause=_words("hvorfor hvad hvordan hvor hvornar hvilken hvem om fordi men at"),
    rid=_words("fri"),
)

_SWEDISH = FunctionWords(
    stop=_words(
        """
        alla allt alltid att av bara bli blir blev da de dem den denna deras dess dessa det detta
        dig din du efter eller en er ett fick fran for gar genom gor ha hade han har hej hos hur hon
        i ibland icke igen in inga ingen inget inte jag kan kom kund kunde kunder lite man manga med
        mellan men mer mig min mot mycket nagon nagot nagra nar nej ni nog nu och ocksa om oss over
        pa problem produkt sa samma sedan sig sin ska skall skulle som tack till under upp ur utan
        vad vara var varfor varit varje vem vi vid vilka vilken vill vilket vore vart vara
        """
    ),
    deny=_words("inte ingen inga inget utan aldrig ej icke"),
    unless=_words("bara endast saker nog"),
    clause=_words("varfor vad hur var nar vilken vem om eftersom men att"),
    rid=_words("fri fritt fria"),
)

_FINNISH = FunctionWords(
    stop=_words(
        """
        aina asiakas asiakkaat ei eika eivat emme en ennen ette etta haluamme haluaisimme han hei
        he ilman itse ja jo jokin joku jonka jos joka jossa jotka jotta kaikki kanssa kiitos
        koska kuin kuinka kun kuten kyse me meidan meilla miksi mika millainen milloin mista
        missa mita miten mutta muu muut myos ne niin nyt ole olemme olen olet olevat oli olivat olla
        on onko ongelma ovat paljon poika pois saa saada se sen seka sita siita silla siina taas tai
        tama taman tata te tuo tuote tuotteen tuotteet tuotteemme vaan vai vain viela voi voiko
        voimme voisi yli
        """
    ),
    deny=_words("ei eivat emme ilman eika"),
    unless=_words("vain varma tarpeeksi"),
    clause=_words("miksi mita miten missa milloin mika kuka jos etta koska mutta vaan"),
)

_ESTONIAN = FunctionWords(
    stop=_words(
        """
        aga aitah alati alla ega ei eile ennast enne et ette hea ise ja jah jala jalle jargi juba
        juures ka kas kes keegi kellel kelle kogu koik koos kui kuidas kuhu kus kust kuid labi
        ma me meid meie meil mida midagi miks mille millal minu mis mitte mind muu nad nagu neid
        nii nuud ole oleks oleme olen olid oli olla oma on palju palun parast peab peale pole
        probleem saab sama see seda selle selles siin siis sel ta tahame tal tema tere toode toote
        tooted ule vaga vaid veel ver vers voi voib voiks vastu
        """
    ),
    deny=_words("ei pole ilma mitte ega"),
    unless=_words("ainult kindel piisavalt"),
    clause=_words("miks mida kuidas kus millal kes kas et sest aga vaid kui"),
)

_LATVIAN = FunctionWords(
    stop=_words(
        """
        ar ari arī ap bet bez bija bijam bijusi bijis biju bus but caur citi es esam esmu gan gar
        ir ja jau jo jus juk ka kad kads kas kapec ko kopa kur kura kuras kurs kurus labdien labi
        lai loti ludzu man mana mums musu mes nav ne nebija nevar no nu par pa paldies pat pec pie
        pirms pret problema produkts produkti savs sev seit sis sie si so starp sveiki ta tad tas
        tagad tapec tie tika tikai to tomer tur un uz vai var varam varetu vel vai vairak vien viss
        visi virs zem
        """
    ),
    deny=_words("nav bez ne nekad nebija"),
    unless=_words("tikai"),
    clause=_words("kapec kas ka kur kad kurs vai ja jo bet lai"),
)

_LITHUANIAN = FunctionWords(
    stop=_words(
        """
        aciu ai ant ar as bei be bet buvo buti butu dar dabar del esame esu gal gali galima galite
        galime ir is iki i ja jau jei jeigu ji jie jis jos ju juk jus kad kada kai kaip kas kartu
        kiek kodel koks kokia kokie kur kuri kurie kurio kuris labai labas man mano mes mums musu
        ne nebe nei nera nes net noretume norime nors nuo o pagal pas per po prasome prie pries
        problema produktas produktai sau savo si sie sis sios su ta tad tai taip taigi tarp tas tie
        tik to todel tos tu turime uz va vel virs visi visos viskas vis yra
        """
    ),
    deny=_words("nera be ne niekada nebuvo"),
    unless=_words("tik"),
    clause=_words("kodel kas kaip kur kada kuris ar jei nes bet kad"),
)

_POLISH = FunctionWords(
    stop=_words(
        """
        a aby albo ale az bardzo bez bo byc byl byla bylo byly bysmy chcemy chcielibysmy ci co cos
        czasem czemu czy czyli dla dlaczego do dobry dzien dziekuje dziekujemy gdy gdyz gdzie go i
        ich ile im inne inny ja jak jaka jaki jakie jako je jego jej jest jestem jestesmy jesli juz
        kazdy kiedy kilka klient klienci kto ktora ktore ktory ktorych lub ma maja mamy mi mnie moj
        moze mozna mozemy my na nad nam nas nasz nasza nasze naszych naszym nic nich nie nim niz no
        od oraz po pod podczas poniewaz prosze przed przez przy problem produkt produkty roku sa sam
        sie soba tak takie tam te tego tej ten tez to tu tylko tym tych u w we wiec wszystko z za
        ze zeby zawsze
        """
    ),
    deny=_words("nie bez brak ani nigdy"),
    unless=_words("tylko wiadomo pewni wystarczajaco"),
    clause=_words("dlaczego co jak gdzie kiedy ktory kto czy ze bo ale jesli poniewaz"),
)

_LANGUAGES: Mapping[Language, FunctionWords] = MappingProxyType(
    {
        "en": _ENGLISH,
        "de": _GERMAN,
        "da": _DANISH,
        "sv": _SWEDISH,
        "fi": _FINNISH,
        "et": _ESTONIAN,
        "lv": _LATVIAN,
        "lt": _LITHUANIAN,
        "pl": _POLISH,
    }
)


def function_words(language: Language) -> FunctionWords:
    """The function words of a language."""
    return _LANGUAGES.get(language, _ENGLISH)
