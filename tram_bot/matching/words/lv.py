"""The function words of Latvian."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        agrak ap apmeram apraksts aprakstu ar ari arī atbilde atbildi atkal atrast atri
        bet bez biezak bija bijam bijis biju bijusi bus but butu caur celoni celonis
        cena cenas cenu cilveki cilveks cilveku cita citadi citas citi citiem cits citu
        dabujam dabut dara daram darit daudz dazas dazi daziem dazs del detala detalas
        detalu diena dienas dienu diezgan divas divi divu drikst driz es esam esat esmu
        firma firmas gada gadiem gads gadu gaja gan gandriz gar grib gribam gribetu
        gribu ieklust iemesls iemeslu iet ilgi ipasi ir izmanto izmantojam izmantot
        izskatas izstradajums izstradajumu ja jabut jadara jau jautajumi jautajums
        jautajumu jeb jo joprojam juk jums jus jusu ka kad kada kadam kadas kadel kadi
        kads kadu kam kamer kapec kas katra katrs katru kaut klienti klientiem klients
        klientu klust kluva kluvis kluvusi ko kopa kops kur kura kuram kuras kuri kurs
        kuru kurus labdien labi lai laika laikam laiks laiku lidz liekas lieto lietojam
        lietosana lietosanas lietot loti ludzam ludzu man mana manas mani manis mans
        manu masinu megina meginajam meginajuma meginajumi meginajums meginajumu
        meginajumus meginam meginat meklejam mekleju menesa menesis mes mums mus musu
        naca nak nav ne nebija nedela nedelas nedelu nedrikst nekad nekads nekadu nekas
        neko nemaz nepavisam nesaprotam nesen nevajag nevar nevaram nevaretu neviens
        nevienu nevis nezina nezinam nezinu no noklust notiek notika nu pa palaisana
        palaisanas palaist paldies palidzet palidziba palidzibu paliek palika par parak
        parasti partraukt partraukta partraukts partraukums pasi pasiem pasreiz pasu
        pasutijums pasutijumu pat pateicos pateikt pati pats pavisam pec pie piegade
        piegades piegadi pilnigi pirms plasak plasaks plasas prece preces pret prieks
        problema problemas problemu produkta produkti produkts produktu protams razo
        razojam redz redzam redzet reize reizem reizes reizi reti sacies sada sadi sads
        sak saka sakas sakt sakusas sakusi sakusies sanak saprast saprotam sas sava
        savai savas savi savs savu seit sev sevi si sie siem sieviete sim sis skaidra
        skaidrak skaidri skaidrs skaidru skiet so sobrid sodien starp sveiki ta tacu tad
        tada tadas tadel tadi tads tadu tagad tai taisa taisam taisit tam tapec tas tava
        tavs te tev tevi tie tiek tiem tiesam tiesi tik tika tikai tiks to tomer tos tu
        tur un uz uzlabojot uzlabosana uzlabosanu uzlabot uznemuma uznemums uznemumu
        uzreiz vai vairak vairakas vairaki vairakus vairs vajadzetu vajadziga vajadzigi
        vajadzigs vajag var varam varat varbut vareja varetu vel velak velamies velos
        velreiz vien viena vienmer viens vienu virs visa visam visas visi visiem viss
        visu zem zina zinam zinat zinu
        """
    ),
    deny=words(
        """
        bez nav ne neatrada neatradam neatrod nebija nebus nebutu nekadas nekadu
        nekonstateja nekonstatejam neredz neredzam neredzejam nesatur neuzrada nevajag
        """
    ),
    unless=words(
        """
        celona celonis drosi iemesla iemesls iespejams ilgak izdevies izskaidrojuma
        izskaidrojums jausmas kartiba laba labas labi labs labu normali normals pareiza
        pareizi pareizs pietiekama pietiekamas pietiekami pietiekams redzama risinajuma
        risinajums saprotams skaidra skaidri skaidribas skaidrs slodzes stabila stabils
        tikai vairs vien vienada vienads vienigi vienmer vienmeriga vienmerigi vienmerigs
        visas visi visur zinama zinams
        """
    ),
    clause=words(
        """
        bet ja jo ka kad kada kadel kadi kads kamer kapec kas kaut ko kops kur kura
        kuras kuri kurs kuru lai nevis savukart tacu tadel tapec tomer vai
        """
    ),
    rid=words("briva brivam brivas brivi brivs brivu"),
    gone=phrases(
        """
        esam izslegusi, ieksa nav |, iekspuse nav |, ir izslegta, ir izslegtas, ir izslegti,
        ir izslegts, nav atklata, nav atklatas, nav atklati, nav atklats, nav atrasta,
        nav atrastas, nav atrasti, nav atrasts, nav bet, nav konstateta, nav konstatetas,
        nav konstateti, nav konstatets, nav manit, nav nekadu, nav nekur, nav nepieciesama |,
        nav nepieciesamas |, nav nepieciesami |, nav nepieciesams |, nav noverota,
        nav noverotas, nav noveroti, nav noverots, nav problemas |, nav problemu |, nav un,
        nav vajadziga |, nav vajadzigas |, nav vajadzigi |, nav vajadzigs |, nav vispar |,
        nav |, neatrada, neatradam, neatradis, neatradu, neatrod, neesam atradusi,
        neesam konstatejusi, neesam manijusi, neesam noverojusi, nekonstateja, nekonstatejam,
        nekonstatejis, nekur nav |, nemanijam, nemaz nav |, nenoveroja, nenoverojam,
        neredzejam |, netika atklata, netika atklatas, netika atklati, netika atklats,
        netika atrasta, netika atrastas, netika atrasti, netika atrasts, netika konstateta,
        netika konstatetas, netika konstateti, netika konstatets, netika noverota,
        netika noverotas, netika noveroti, netika noverots, neuzradija, nevajag bet, nevajag un,
        nevajag |, pagaidam nav |, problemu nav |, seit nav |, te nav |, tur nav |, vairs nav |,
        varam izslegt |, vel nav |, vispar nav |
        """
    ),
    doubt=words("diez neskaidrs saubamies vai"),
    either=words("vai"),
    amounts=words(
        """
        viens viena divi divas tris cetri cetras pieci piecas sesi sesas septini
        septinas astoni astonas devini devinas desmit
        """
    ),
    that=words("ka"),
    nothing=words("neka nekada nekadas nekads nekadu nekas neviens"),
)
