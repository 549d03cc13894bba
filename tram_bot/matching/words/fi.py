"""The function words of Finnish."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        aiemmin aiheuttaa aika aikaa aikaisemmin aikana aina ainakin aivan ajan alkaa
        alkoi antaa anteeksi apu apua asia asiaa asiakas asiakkaamme asiakkaan asiakkaat
        asian auttaa ehka ei eika eiko eivat eli emme en enaa enemman ennen ensin
        epailemme epaillaan eri erittain erityisen erityisesti esimerkiksi et etsimme
        etta ette firma firmamme firman haluaa haluaisimme haluaisin haluamme haluan han
        hanen harvoin havaittiin he hei heidan heti hinnan hinta huomasimme huomattiin
        huomattu huomenta hyva hyvaa hyvin ihan ihminen ilman itse ja jaamaan jalkeen jo
        johon johtua johtuu joiden joissa joista joita joka jokin joku jolla jonka
        jonkin jonkun jos joskus jossa josta jota jotain jotakin joten jotka jotta
        kaiken kaikkea kaikki kanssa kaytamme kaytannossa kaytetaan kaytetty kaytossa
        kayttaa kenen kerran kertaa kiitos kokeilimme koska kuin kuinka kuitenkin kuka
        kun kuten kuukauden kuukausi kuuluu kuuluvat kyse kyseessa kysymyksen kysymys
        lahes laitettu laittaa liian liitteena liitteessa liittyva liittyvat liittyy
        lisaksi loyda loytyi loytynyt loytyy luulemme mahdollisesti mahdollista me
        meidan meilla meille meita menee menevat meni mennyt mihin mika mikaan miksi
        milla millainen millaista milloin mina minka minua minulla minun missa mista
        mita mitaan miten mitka moi montako muita mukaan muodostua muodostuu mutta
        muttei muu muun muut muuta muutama muutamia muuttui muuttunut muuttuu myohemmin
        myos nahda naiden nain naita nakyy nama nayttaa ne niiden niihin niin niissa
        niista niita noin normaali normaalia normaalin normaalissa normaalista
        normaalisti nykyaan nyt ole olemme olen olet olette olevat oli oliko olimme olin
        olisi olivat olla olleet ollut on ongelma ongelmaa ongelman ongelmana ongelmia
        onko ottaa ovat ovatko paase paasee paasta paastaan paiva paivaa paivan paivassa
        paljon paljonko pari paria parin parista pitaa pitaako pitaisi poika pois saa
        saada saako saamme saan saisi saisimme sama samaa saman samat sanoo sarja sarjaa
        sarjoja se seka selvita selvittaa sen siihen siina siis siita sijaan silla sille
        silloin sina sinun sita sitten syy syyn syyta taalla taas tai takia talla tama
        taman tapahtuu tapaus tarjous tarvitaan tarvitsee tarvitsemme tassa tasta tata
        taytyisi taytyy te teemme tehda tehdaan tehty teidan teilla teille teimme teita
        tekee terveisin tieda tiedossa tietaa tilanne tilauksen tilaus todella
        toimittaja toimittajan toimitus toinen toisen toista tosi tulee tulevat tuli
        tulla tullut tuntunut tuntuu tuo tuon tuossa tuosta tuota tuote tuotetta
        tuotteemme tuotteen tuotteessa tuotteet tuotteita usein uuden uusi uutta vaan
        vahan vahemman vahenee vai vaikka vaikuttaa vain vasta vastauksen vastaus viela
        viikko viikkoa viikon viikossa viime voi voida voiko voimme voin voisi voisiko
        voisimme voitte voivat vuoden vuodessa vuoksi vuosi vuotta yha yleensa yli
        yritimme yrittaa yrityksemme yrityksen yritys ystavallisin
        """
    ),
    deny=words(
        """
        ei eika eivat eivatka emme emmeka en enka et etka ette etteka ilman vailla
        """
    ),
    unless=words(
        """
        ainoastaan kesta kestaneet kestanyt kiinnity kovetu kuivu lapaise lapaissyt
        levia liuennut liukene onnistu pelkastaan pida pitanyt pysy pysynyt riita
        riittavan riittavasti sekoitu selvaa sieda tarpeeksi tarttunut tartu tayta tieda
        tiedeta tiennyt toimi toiminut vain varma varmaa vastaa ymmarra ymmarreta
        """
    ),
    clause=words(
        """
        eli etta johon joiden joissa joista joita joka jolla jonka jos jossa josta jota
        joten jotka jotta koska kuinka kuka kun kunnes mihin mika miksi milla milloin
        minka missa mista mita miten mitka mutta siis silla sitten vaan vai vaikka
        """
    ),
    rid=words(
        """
        -toman -ton -tonta -ttoman -ttomasti -ttomat -ttomia -vapaa -vapaat -vapaata
        vapaa vapaaksi vapaan vapaana vapaat vapaata vapaita
        """
    ),
    gone=phrases(
        """
        ei loytynyt, ei loydetty, ei ole loytynyt, ei ole loydetty, emme loytaneet,
        emme ole loytaneet, ei havaittu, ei havaita, ei ole havaittu, emme havainneet,
        emme ole havainneet, ei todettu, ei ole todettu, ei esiinny, ei esiintynyt,
        ei ole esiintynyt, ei ilmennyt, ei ole ilmennyt, ei huomattu, ei ole huomattu,
        emme huomanneet, emme ole huomanneet, ei nahty, ei ole nahty, emme nahneet,
        emme ole nahneet, ei ole nakynyt, ei ole nakyvissa, ei ole missaan, ei nay missaan,
        ei nay lainkaan, ei nay ollenkaan, ei nakynyt missaan, ei nakynyt lainkaan,
        ei nakynyt ollenkaan, ei ole |, ei ollut |, ei ole ollut |, ei tullut |,
        ei ole tullut |, ei kuitenkaan ole |, ei kuitenkaan ollut |, ei ole kuitenkaan |,
        ei siina ole |, se ei ole |, ei niissa ole |, ei pinnassa ole |, ei ole mutta, ei ole eika,
        ei ole lainkaan, ei ole ollenkaan, ei ole yhtaan, ei tarvita, ei tarvitse,
        ei vaadita, ei ole pakollinen, ei ole valttamaton, ei ole valttamatonta
        """
    ),
    doubt=words("epaselvaa ovatko onko tokko tuskin"),
    that=words("etta"),
)
