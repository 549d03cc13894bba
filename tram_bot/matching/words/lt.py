"""The function words of Lithuanian."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        abu aciu ai anksciau ant apie ar arba as atiduoda atiduoti atrodo atsakyma
        atsakymas atsiprasau atsirado atsiranda bandeme bando bandome bandyti be beda
        bedos bedu bei bendrove bent bet beveik bloga blogai blogas blogi blogos bus
        buti butu buvo buvome cia dabar dar darau darbas darbo daro darom darome daryti
        daug daugiau daznai dekui del detaliau diena dienas dienos dienu du duoda dvi
        eina esame esate esu firma gal galbut galetu galetume galetumete gali galim
        galima galime galit galite galiu gaminam gaminame gaminiai gaminio gaminiu
        gaminti gaminys gana gauname gauti gera gerai geras geri geriau geros i ieskau
        ieskome iki imone imonei imoneje imones imti ir is issiaiskinti ja jam jau jei
        jeigu ji jie jiems jis jo jog jos ju juk jums juos jus jusu ka kad kada kadangi
        kai kaina kainos kaip kam karta kartais kartu kas kazka kazkaip kazkas kazko
        kazkokia kazkokie kazkoks keli kelios kelis ketina ketiname ketinimu kiek
        kiekviena kiekvienas kita kitas kiti kito kitos kitu klausia klausimai klausimas
        klausti klientai klientas kliento klientu klientui ko kodel koki kokia kokie
        kokio kokios kokiu koks kol kuo kur kuri kuria kuriame kurie kurio kurioje
        kurios kuris kuriu laba labai labas laika laikas lieka malonu man mane manes
        mano mato matome maziau menesiai menesiu menuo mes metai metais metu metus mums
        mus musu naudoja naudojame ne neatliko nebe nebent nebera nebus nebuvo negali
        negalima negalime negaliu nei nera neradom neradome nereikia nes neseniai nesilaiko net
        neturi neturime nezinau nezino nezinom nezinome niekada niekas nieko noretu noretume
        nori norim norime norite noriu nors nuo o pabandyti paciu padaryti padeti padetu
        pagal pagalba pagalbos pagarbiai paima paleidzia pas pasakykite paskui pati pats
        patys per pernelyg po pradejo pradejome pradeti praleidziam prasau prasom
        prasome prasta prastai prastas prasti prastos prie pries priezasti priezasties
        priezastis pro problema problemas problemos problemu produktai produktas
        produkto rasti reikalas reikia rytoj sako salia sau savaiciu savaite savaites
        save savo si sia siandien sie siek sio sios sis sita sitas sitie siu su suprasti
        surasti suzinoti sveiki ta taciau tad tada tai taigi taip tais tam tampa tarp
        tas tau ten tie tiek tiekejai tiekejas tiesiog tik tikrai to todel tokia tokie
        tokio tokios tokiu toks tos truputi trys tu tuo tuos turejo turi turim turime
        turite turiu uz uzsakymas va vakar vel veliau vien viena vienas vieni vieno
        vienos vienu virs vis visa visada visai visas visi viska viskas visos visu
        vyksta ypac yra zinau zino zinom zinome zmogus zmones zmoniu
        """
    ),
    deny=words(
        """
        be jokia jokio jokios jokiu jokius joks ne neaptikome neaptikta neatsirado
        neatsiranda nebe nebeliko nebera nebus nebuvo nematyti nepastebejome nepastebeta
        nera neradome nerasta nesimato neturejo neturi neturime niekad niekada
        """
    ),
    unless=words(
        """
        abejo apkrovos galo iki karta pilnai priezasties reikalo ta taip tas tik
        tiksliai to tokia tokie toks tolygiai vien viena viename vienas vieno vienodai
        vienoje vienos visada visai visi visiskai viskas visur
        """
    ),
    clause=words(
        """
        ar bet dabar jei jeigu jog ka kad kada kadangi kai kaip kam kas kiek ko kodel
        kokia kokie kokios koks kol kuo kur kuri kuria kuriame kurie kurio kurioje
        kurios kuris kuriu nes nors o taciau tad taigi todel
        """
    ),
    gone=phrases(
        """
        cia nebuvo |, cia nera |, dar nera |, irgi nebuvo |, irgi nera |, kol kas nera |,
        kol kas nesimato |, nebebuvo |, nebeliko |, nebera |, nebus |, nebuvo |,
        nebuvo aptikta, nebuvo matyti |, nebuvo pastebeta, nebuvo rasta, nematyti |,
        nematyti jokiu, nematyti niekur, nera |, nera aptikta, nera matoma |, nera matyti |,
        nera ir nebuvo |, nera niekur, nera pastebeta, nera rasta, nesimate |, nesimato |,
        nesimato niekur, neturejo |, neturi |, neturime |, niekada nebuvo, niekur nebuvo,
        niekur nematyti, niekur nera, niekur nesimato, taip pat nebuvo |, taip pat nera |,
        ten nebuvo |, ten nera |, tikrai nebuvo |, tikrai nera |, visai nera |,
        visiskai nera |,
        aptikta nebuvo, aptikta nera, matyti nebuvo, pastebeta nebuvo, rasta nebuvo, rasta nera,
        neaptiko, neaptikom, neaptikome, neaptikta, neaptiktas, neaptikti, neaptiktos,
        neatsirado |, neatsiranda |, nepasireiske |, nepastebejo |, nepastebejom |,
        nepastebejome |, nepastebeta, neradau |, neradom, neradome, nerado, nerasta, nerastas,
        nerasti, nerastos, neuzfiksavo, neuzfiksavom, neuzfiksavome, neuzfiksuota,
        jokiu neaptikta, jokiu nebuvo, jokiu nematyti, jokiu nepastebejome, jokiu nera,
        jokiu neradome, jokiu nerasta, jokiu nesimato, mes neaptikome, mes neradome,
        mes nepastebejome |, niekas neaptiko, niekas nepastebejo |, niekas nerado,
        niekur neaptikome, niekur neradome, niekur nerasta, pozymiu neaptikta, pozymiu nebuvo |,
        pozymiu nematyti |, pozymiu nepastebejome |, pozymiu nera |, pozymiu neradome,
        pozymiu nerasta, pozymiu nesimato |, visai neaptikta, visai neradome
        """
    ),
    doubt=words("abejojame ar nelabai neaisku nevisai vargu"),
    either=words("ar"),
    amounts=words(
        """
        vienas viena du dvi trys keturi keturios penki penkios sesi sesios septyni
        septynios astuoni astuonios devyni devynios desimt
        """
    ),
    that=words("jog kad"),
    nothing=words("jokie jokio jokios jokiu niekas nieko niekuo"),
)
