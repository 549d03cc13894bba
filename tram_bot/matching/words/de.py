"""The function words of German."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        ab aber alle allein allem allen aller allerdings alles als also am an andere
        anderen anderer anderes anders antwort auch auf auftrag aus ausschreibung
        ausserdem bald bei beide beiden beim bekam bekommen bekommt bereits besichtigung
        besser bestellung betrieb bin bis bisher bislang bist bitte bitten bleiben
        bleibt brauche brauchen braucht da dabei dadurch dafur dagegen daher damit
        danach danke dann daran darauf daraus darf darin daruber darum das dass davon
        dazu dein deine dem den denen denke denken denn der deren des deshalb deswegen
        die dies diese diesem diesen dieser dieses doch dort du durch durfen eben eher
        eigentlich ein eine einem einen einer eines einfach einige einigen einmal ende
        er erst es etwa etwas euch euer fall fast firma firmen frage fragen frau fruher
        fur gab ganz gar geben gebraucht gegen gehen geht gemacht genau gerade gern
        gerne gesagt getan gewesen gibt glaube grund gruss grusse gut gute guten guter
        gutes hab habe haben hallo hat hatte hatten helfen her herr heute hier hilfe
        hilft hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins
        irgendwie ist ja jahr jahre jahren je jede jedem jeden jeder jedes jedoch jemand
        jetzt kann kaum kein keine keinem keinen keiner kennen kennt kommen kommt konnen
        konnte konnten konstrukteur kunde kunden kurz lassen lasst leider leute
        lieferant lieferanten lieferung machen macht mal man manche manchen manchmal
        mehr mehrere mein meine meinen mich mir mit mitarbeiter mochte mochten moin
        monat monate monaten morgen muss mussen musste mussten nach nachdem naturlich
        neben nehmen nein nicht nichts nie niemand nimmt noch nun nur nutzen ob obwohl
        oder oft ohne person preis pro problem probleme problemen produkt produkte
        produkten reisen sagen sagt schauen schaut schon sehen sehr sei sein seine
        seinem seinen seiner seit seitdem selber selbst sich sie sieht sind so sobald
        sofort sogar soll sollen sollte sollten sondern sonst sowie standig stunden
        suchen tag tage tagen trotz trotzdem tun tut uber um und uns unser unsere
        unserem unseren unserer unseres unter unternehmen ursache vergibt vermutlich
        verschlossen versuchen versucht versuchte viel viele vielen vielleicht vom von
        vor vorher wann war ware waren warum was wegen weil weiter weitere welche
        welchem welchen welcher welches wem wen wenig wenige wenn wer werden werfen
        weshalb wie wieder wieso wieviel will wir wird wirklich wissen wo woche wochen
        woher wohl wollen woran worden wurde wurden zeigen zeigt zeit zu zuerst zum zur
        zwar zwei zwischen
        """
    ),
    deny=words(
        """
        frei kein keine keinem keinen keiner keinerlei keines nicht nichts nie niemals
        nirgends nirgendwo ohne weder
        """
    ),
    unless=words(
        """
        ahnung allein ausreichend bekannt besonders bloss dauerhaft einheitlich erst
        fest ganz genug genugend gleichmassig gut immer klar komplett korrekt lang lange
        mehr nur ordentlich richtig sauber sicher so uberall vollig vollstandig wirklich
        """
    ),
    clause=words(
        """
        aber als bevor bis da daher damit dann dass denn deshalb deswegen doch falls
        indem jedoch nachdem ob obwohl seit seitdem sobald sodass solange sondern sonst
        trotzdem wahrend wann warum was weil welche welchem welchen welcher welches wenn
        wer weshalb wie wieso wo wodurch woher wohin woran worauf woraus worin
        """
    ),
    rid=words("ausgeschlossen frei freie freiem freien freier freies"),
    gone=phrases(
        """
        brauchen wir nicht |, fanden sich nicht, gab es keine |, gibt es hier keine,
        gibt es hier nicht, gibt es keine |, gibt es nicht |, haben wir ausgeschlossen,
        ist ausgeschlossen, ist in ordnung, ist kein problem, ist kein thema,
        ist nicht erforderlich, ist nicht notig, ist nicht notwendig, ist ok |, ist okay |,
        kann ausgeschlossen werden, konnen ausgeschlossen werden, konnen wir ausschliessen,
        konnte ausgeschlossen werden, konnten ausgeschlossen werden, konnten keine festgestellt,
        konnten keine gefunden, konnten keine nachgewiesen, konnten nicht beobachtet,
        konnten nicht entdeckt, konnten nicht festgestellt, konnten nicht gefunden,
        konnten nicht nachgewiesen, konnten wir ausschliessen, nicht erforderlich |, nicht notig |,
        nicht notwendig |, scheiden als ursache, scheidet als ursache, scheidet aus |,
        schliessen wir aus, sehen wir keine |, sieht man keine |, sind ausgeschlossen,
        sind in ordnung, sind kein problem, sind kein thema, sind keine da, sind keine erkennbar,
        sind keine sichtbar, sind keine vorhanden, sind keine zu, sind nicht feststellbar,
        sind nicht vorhanden, trat nicht auf, traten nicht auf, waren keine da,
        waren keine erkennbar, waren keine sichtbar, waren keine vorhanden, waren keine zu,
        waren nicht feststellbar, waren nicht nachweisbar, waren nicht vorhanden,
        wurde ausgeschlossen, wurde keine beobachtet, wurde keine festgestellt,
        wurde keine nachgewiesen, wurde keiner festgestellt, wurde nicht beobachtet,
        wurden ausgeschlossen, wurden keine beobachtet, wurden keine entdeckt,
        wurden keine festgestellt, wurden keine gefunden, wurden keine gesehen,
        wurden keine nachgewiesen, wurden nicht beobachtet, wurden nicht bestatigt,
        wurden nicht entdeckt, wurden nicht festgestellt, wurden nicht gefunden,
        wurden nicht nachgewiesen
        """
    ),
    doubt=words("bezweifeln bezweifle falls fraglich kaum ob unklar"),
    that=words("dass"),
)
