"""The function words of Estonian."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        aasta aastat abi abiga aeg aega aga aidake aidata ainult aitab aitah aja ajal
        akki alates alati alla alles anda andke annab ara arge asi asja asjad eelmine
        eest ega ehk ei eile enam endaga ennast enne ent eriti et ette ettevote
        ettevotte firma hakkab hakkas hea head hei hiljem hind hinna homme hulgas iga
        ikka ilma ilmselt inimene inimesed ise ja jaab jaavad jah jai jala jalle jaoks
        jarel jargi jargmine juba juhtub juhtunud juhtus just juurde juures juurest ka
        kas kasutab kasutada kasutatud keda keegi kelle kellega kellel kellele kes
        kindlasti kliendi kliendid klient kliente klientide kogu kohe kohta koige koik
        komplekt koos kuhu kui kuid kuidas kuigi kull kumb kuna kunagi kuni kus kusimus
        kusimuse kusimusega kust kuu kuulub kuuluvad kuus labi laheb lainud laks leida
        lihtsalt liiga lisaks ma me meid meie meiega meil meile mida midagi miks millal
        mille millega millel millest milline millise millised millist mina mind mingi
        mingid mingit minu minult mis miski mitme mitte mitu mitut mone moni moodunud mu
        muidugi mul mulle mure murega muret muu muud muus nad nadal nadala naen nagu
        naide naiteks natuke need neid neil neile nii ning nuud ole oled oleks oleksid
        oleme olen olete oli olid olime olla olnud oma omad on otsime paev paeva paevad
        paevast palju palun parast paris peaaegu peab peaks peaksime peale peame pean
        peate peavad pidi pidid pidime pigem pohjus pohjuse pohjuseks pohjust pohjustab
        pole polnud poole poolt praegu probleem probleemi probleemid probleemiga
        proovida proovime proovinud puhul rohkem sa saa saab saad saada saaks saaksime
        saame saan saanud saate saavad sageli sai said saime sama samad samas samuti
        seal sealt seda see seega seeparast sel selle sellega selleks sellel sellele
        selles sellest selline sellise seni sest siia siin siis siit sina sinna soovib
        sooviksime soovime soovin su suhtes ta taha tahab tahaks tahame tahan tahavad
        taiesti tal tana tanan tanu tanud tarne tarnija tarnijalt te tea teab teada
        teame tean teavad teda teeb teeme teen teevad tegelikult tegema tegi tegime teha
        tehakse tehtud teid teie teil teile teine teise tekib tekivad tekkinud tekkis
        tellimus tema tere tervist tihti tingitud tohi tohib tohiks toimub too toodab
        toodame toode toodet toote tooted tootmine tootmist tottu tsau tuleb tulevad uhe
        uht uks ule umbes usna utle utleme utles uuesti vabandust vaga vahel vahem vaid
        vaja vajab vajadus vajame vajan varem varsti vastu vastus vastust veel veidi ver
        vers viis vist voi voib voiks voimalik voimalikult voime voin voite voivad
        """
    ),
    deny=words("ega ei ilma mitte pole polnud"),
    unless=words(
        """
        ainult ammugi avamata enam kahjustamata kindel kuivatamata lihtsalt lohkumata
        loikamata moista piisavalt purustamata rikkumata selge teada uhtlaselt uksnes
        """
    ),
    clause=words(
        """
        aga ehkki ent et kas kes kuhu kui kuid kuidas kuigi kuna kus kust mida miks
        millal mille millest milline millised mis ning seega sest siis vaid
        """
    ),
    rid=words("-vaba -vabad puudub puuduvad vaba vabad vabaks"),
    gone=phrases(
        """
        ei leitud, ei ole leitud, pole leitud, ei leidnud, ei ole leidnud, pole leidnud,
        me ei leidnud, ei leidu, ei leidunud, ei tuvastatud, ei tuvastanud,
        ei ole tuvastatud, pole tuvastatud, ei avastatud, ei avastanud, ei taheldatud,
        ei taheldanud, ei ole taheldatud, pole taheldatud, ei esine, ei esinenud,
        ei ole esinenud, pole esinenud, ei ilmnenud, ei margatud, ei marganud,
        me ei marganud, ei ole marganud, pole marganud, ei ole margata, pole margata,
        ei nahtud, ei nainud, me ei nainud, ei ole naha, pole naha, ei olnud naha,
        polnud naha, ei ole olnud, pole olnud, ei ole |, pole |, ei olnud |, polnud |,
        see ei ole |, see pole |,
        enam ei ole |, enam pole |, ei ole kuskil, pole kuskil, ei ole kusagil,
        pole kusagil, ei ole uldse |, pole uldse |, ei tekkinud |, ei ole tekkinud |,
        pole tekkinud |, ei ole vaja, pole vaja, ei ole tarvis, pole tarvis, ei nouta,
        ei ole noutud, pole noutud, ei ole probleem, pole probleem, ei ole probleemiks,
        pole probleemiks, on valistatud, on valistanud, oleme valistanud, valistasime,
        saab valistada, voib valistada
        """
    ),
    doubt=words("kahtlane kahtleme kas vaevalt"),
    that=words("et"),
)
