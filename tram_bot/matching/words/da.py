"""The function words of Danish."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        adskillige af alle allerede alligevel alt altid altsa anden andet andre ar
        arbejde arbejder aret arsag arsagen at bade bare begge begynder begyndt behov
        behover beklager bent beregning beregningen besked blev blevet bliv blive bliver
        bruge bruger bruges brugt burde da dag dage darlig darligt de dem den denne der
        derefter deres derfor derved desuden desvaerre det dette dig din dine disse dit
        dog du efter ej element elementer elementet eller ellers en end endnu er et fa
        faet faktisk fandt far fat fik find finde finder firma firmaer firmaet flere
        fleste for foran fordel fordi forsinket forskellig forskellige forst forste fra
        fundet ga gaet gang gange ganske gar gav gene gennem gerne gik give giver givet
        gjorde gjort god goddag gode godmorgen godt gor gore grund grunden haber hallo
        halvdelen ham han har hav havde have hej hejsa helst helt her hilsen hilsner
        hjaelp hjaelpe hjaelper hore hos hun hvad hvem hver hverken hvert hvilke hvilken
        hvilket hvis hvor hvordan hvorfor hvornar i ide idet igen igennem ikke imellem
        imod ind inden indtil ingen ja jeg jer jeres jo kaelder kaelderen kaere kan
        kober kobt kollega kolleger kom komme kommer kommet kontor kun kunde kunden
        kunder kunderne kunne lad laenge laerer laerere lave lavede laver lavet
        leverandor leverandoren leverandorer leverandorerne leverer levering lidt lige
        ligesom losning losningen losninger ma man mand maned maneden maneder mange
        mangler maske med medarbejder medarbejdere meget mellem men mener mens mere mest
        mig min mindst mine mit mod mulig muligheder muligt naeste naesten nar nej
        nemlig no nogen noget nogle nok nu ny nye nyt når ofte og ogsa ok okay om
        omkring onsker op ordre os over overhovedet pa pludselig pris prisen problem
        problemer problemerne problemet producere producerer produkt produkter
        produkterne produktet produktion produktionen prove provede prover provet rigtig
        rigtigt sa sadan saelge saelger sag sagen sager sagt samme sammen samt se
        selskab selskaber selv selvom sende sender sendt ser set siden sidste sig sige
        siger sin sine sit skal sker sket skulle slags slet soge soger sogt som sporge
        sporger sporgsmal stadig starte starter sted super svar svare svarer svaret
        system systemer systemet tage tager taget tak taste tegning tegningen tegninger
        tekst teksten tid til tilbud time timer to tror ud uden udfordring udover uge
        uger under undskyld vaere vaeret vaersgo var ved vel venlig venlige venligst
        vente venter vi via vide vigtigt vil ville virkelig virksomhed virksomheden
        virksomheder vis vise vor vores være
        """
    ),
    deny=words("aldrig ej fri frit hverken ikk ikke ingen ingenting intet naeppe uden"),
    unless=words(
        """
        alene altid bare blot ens helt jaevnt kendt klar kun laengere mere nok ret
        saerlig saerligt sikker sikre
        """
    ),
    clause=words(
        """
        at da derfor dog fordi hvad hvem hvilke hvilken hvilket hvis hvor hvordan
        hvorfor hvornar idet inden men mens nar om saledes selvom siden som
        """
    ),
    rid=words("-fri -frie -frit -los -lose -lost fri frie frit"),
    gone=phrases(
        "blev ikke konstateret, blev ikke observeret, blev ikke pavist, er der ikke, "
        "er ikke konstateret, er ikke observeret, er ikke pavist, er ikke problemet, "
        "er ikke set, er udelukket, fandt vi ikke, findes ikke, har der ikke, kan udelukkes, "
        "kan vi udelukke, kom der ikke, kunne ikke konstateres, kunne ikke pavises, "
        "sas der ikke, sas ikke, ser vi ikke, ses der ikke, var der ikke"
    ),
    doubt=words("hvorvidt naeppe om tvivler tvivlsomt uklart"),
    within=words("om"),
    amounts=words("en et to tre fire fem seks syv otte ni ti"),
    times=words("ar dag dage maned maneder time timer uge uger"),
    that=words("at"),
)
