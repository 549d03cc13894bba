"""The function words of Swedish."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        aldrig all alla allt alltid alltsa an andra anledning annan annars annat annu
        antagligen antligen anvanda anvander anvands ar arende at att av aven bada bade
        bara bast battre begart behovde behover belaget beror bestaller bestallning
        bestallningar bifogad bifogar bifogas bifogat blev bli blir blivit bolag bolaget
        borde borja borjade borjar bort bra da dag dagar dagen dar darfor de del dem den
        denna deras dess dessa dessutom det detta dig din dina direkt dit ditt dock dom
        du efter eftersom egen egentligen eller en endast enligt ens er ett exempel
        extremt fa faktiskt fanns far fast fatt fel felet felsokning fick finns fler
        flera folk for foretag foretaget formodligen forsoker forsta forstar fortfarande
        fraga fragor fram fran funnits ga galler gamla gammal gang gangen ganger ganska
        gar garna gatt ge genom genomgang ger gick gjorde gjort gor gora granska
        granskade granskning granssnitt ha hade haft halla haller halsningar halvar han
        hander handlar har hej hejsan hela helst helt hem hitta hittar hjalp hjalpa
        hjalper hon hos hur i ibland icke idag igen ihop in inga ingen ingenting inget
        innan inom inte ja jag jo ju just kan kanner kanske kollega kom komma kommer
        konstruktor konstruktoren konstruktorer kontinuerlig kontinuerliga kontinuerligt
        kostnad kund kunde kunden kunder kunderna kunna kvarstar lagga later letar
        leverans leveransen leverantor leverantoren levererar lite mailade man manad
        manader manga maste med mejlade mellan men menar mer mest mig miljoner min mina
        mindre mitt mot mvh mycket nagon nagonting nagot nagra nan nar nasta nastan nej
        ner ni nog nu ny nya nytt och ocksa ofta okej olika om ordentligt orsak orsaken
        oss over overlag pa per person personer prata pratar precis pris priset problem
        problemet produkt produkten produkter produkterna provat ratt redan riktigt runt
        sa sag saga sager sagt sak saker samma sammanlagt samt sant sarskilt satt satter
        se sedan sen senare senaste ser sett sig sin sina sitt sjalv sjalva
        sjalvstandigt ska skall skickat skriva skriver skulle slump slumpen snalla snart
        som sparar stallet standigt sticker svar svara ta tack tanker tankte tar tid
        tiden tidigare till tillbaka tills timmar tog tre tro trodde tror trots tva
        tycker tyvarr under undersoka undersokning undrar upp ur ursakta ut utan utsatt
        utsatta vad val valdigt vanlig vanliga vanligtvis var vara varfor varit varje
        varken vart vecka veckor vem verkade verkar verkligen vet veta vi vid
        vidareutveckla vidareutveckling viktigt vilja vilka vilken vilket vill ville
        visa visar visat visst vore
        """
    ),
    deny=words("aldrig ej icke inga ingen ingenting inget inte saknar utan varken"),
    unless=words(
        """
        alltid aning aven bara blott enbart endast helt jamn jamnt kand kanda kant klar
        klart langre minst nog ocksa ofta riktigt saker sakert sakra sarskilt
        tillrackligt
        """
    ),
    clause=words(
        """
        att dar darfor dock eftersom fast fastan hur huruvida ifall innan medan men nar
        om sedan som till tills trots vad var varfor vart vem vems vilka vilken vilket
        """
    ),
    rid=words("fri fria fritt"),
    gone=phrases(
        """
        ar det inte |, ar inget problem, ar inte problemet, ar utesluten, ar uteslutet,
        ar uteslutna, behovs inte, ej funna, ej funnet, ej pavisad, ej pavisade, ej pavisat,
        fanns det inga |, fanns inga |, finns det inga |, finns det inte |,
        finns det inte heller, finns inga |, forekom inte |, forekommer ej |,
        forekommer inte |, har inga hittats, har inte observerats, har inte pavisats,
        har uteslutits, har vi inga |, har vi uteslutit, hittade vi inga |, hittades inga |,
        kan uteslutas, kan vi utesluta, kravs inte, kunde inte pavisas, kunde uteslutas,
        kunde vi utesluta, observerades inte, pavisades ej, pavisades inte, ser vi inga |,
        ser vi inte |, syns det inga |, syns inga |, syns inte till, syntes inga |,
        syntes inte till, sag vi inga |, sag vi inte |, upptrader inte |, upptradde inte |
        """
    ),
    doubt=words("huruvida ifall knappast oklart om tveksamt tvivlar"),
    within=words("om"),
    amounts=words("en ett tva tre fyra fem sex sju atta nio tio"),
    times=words("ar dag dagar manad manader timme timmar vecka veckor"),
    that=words("att"),
)
