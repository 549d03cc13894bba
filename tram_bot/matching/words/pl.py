"""The function words of Polish."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        a aby albo ale ani az bardzo beda bedzie bedziemy bez bo by byc byl byla bylismy
        bylo byly bym bysmy calkiem cena chca chce chcemy chcialabym chcialbym
        chcielibysmy choc chociaz chodzi ci ciagle co cos czas czasem czego czegos czemu
        czesc czesto czy czyli czym da daja daje dla dlaczego dlatego dni do dobry
        dopiero doradza doradzic dosc dostac dostajemy dostalismy dostawa dowiedziec
        duzo dzieje dzieki dziekuje dziekujemy dzien dzis dzisiaj firma firme firmie
        firmy gdy gdyby gdyz gdzie gdzies go hej i ich idzie ile im inne inny ja jak
        jaka jaki jakich jakie jakiego jakiej jakim jakis jako je jeden jedna jednak
        jedno jego jej jesli jest jestem jestesmy jeszcze jezeli jutro juz kazda kazde
        kazdego kazdej kazdy kiedy kiedys kilka kilku klienci klient klienta klientom
        klientow klientowi klopot klopoty korzystalismy korzystamy koszt kosztuje kto
        ktora ktore ktorego ktorej ktory ktorych ktorym ktos lat lecz lub ma maja mam
        mamy mi mial miala mialo miec mielismy miesiac miesiaca miesiecy mna mnie moga
        moj moja moje mojego mojej mowi mowia moze mozemy mozna mu musi musimy musza
        musze my na nad nalezy nam nami narzekaja nas nasz nasza nasze naszego naszej
        naszych naszym naszymi natomiast nawet nia nic nich nie niech niestety nigdy
        nigdzie nim nimi niz no o obok od odkad odpowiedz okolo on ona one oni ono oraz
        osob osoba osoby ostatnio otrzymalismy pakiet pakietow pakiety pan pani panstwa
        panstwo pas platna platne platny po pod podczas podejrzewamy pomoc pomocy ponad
        poniewaz poprosze potem potrzebna potrzebne potrzebny potrzebuje potrzebujemy
        powinien powinna powinno powinny powod powodu poza prawie problem problemem
        problemu problemy probowalismy probujemy produkt produktem produktow produktu
        produkty produkujemy prosimy prosze przed przez przy przychodzi pytania pytanie
        raz razem reklamacja reklamacje reklamacji reszta reszte robi robia robic robimy
        rok roku rozumiemy rzadko rzecz rzeczy sa sam sama same sami sie skarza soba
        sobie sprawa sprawach sprawami sprawe sprawie sprawy stalo staralismy swoj swoje
        szukam szukamy ta tak taka taki takich takie takiego takim takze tam te tego tej
        temu ten teraz tez to tram troche trzeba tu tutaj twierdzi tych tydzien tygodni
        tygodnia tyle tylko tym tymi u udaje udalo uzywac uzywamy w was wcale wciaz
        wczoraj we wedlug wiadomo widac widzimy wie wiec wiecej wiedziec wiele wiem
        wiemy witam witamy wlasnie wszyscy wszystkich wszystkie wszystko wydaje wyglada
        wytwarzamy z za zaczal zaczelo zaczyna zaden zamowienia zamowienie zanim zaraz
        zatem zawiera zawsze zbyt ze zeby znow znowu zrobic zrobilismy zupelnie
        """
    ),
    deny=words("ani bez brak nie"),
    unless=words(
        """
        calkiem chcemy da daje do dosc jedynie kazda kazde kazdej kazdy moga moge moze
        mozemy mozna od pewien pewna pewne pewni pomaga pomoglo potrafimy powinien
        powinna powinno powinny przestaja przestaje rozumiem rozumiemy tylko udaje udalo
        umiemy ustepuja ustepuje wiadomo wiem wiemy wolno wszedzie wszystkie wszystko
        wylacznie wystarcza wystarczajaco zawsze znika znikaja
        """
    ),
    clause=words(
        """
        aby ale az bo by choc chociaz co czego czemu czy czym dlaczego dlatego dokad
        dopoki gdy gdyz gdzie i jak jaka jaki jakich jakie jednak jesli jezeli kiedy kto
        ktora ktore ktorego ktorej ktory ktorych ktorym lecz mimo natomiast odkad
        poniewaz skad tymczasem wiec zanim zas ze zeby
        """
    ),
    rid=words("brak nieobecne nieobecny wykluczamy wykluczone wykluczono wykluczylismy"),
    gone=phrases(
        """
        laboratorium nie potrzebujemy |, to nie jest |, to nie sa |,
        nie dopatrzono sie, nie jest konieczna, nie jest
        konieczne, nie jest konieczny, nie jest potrzebna, nie jest potrzebne, nie jest
        potrzebny, nie jest wymagana, nie jest wymagane, nie jest wymagany, nie ma |, nie ma
        nigdzie, nie mamy |, nie odnotowalismy, nie odnotowano, nie pojawia sie |, nie
        pojawiaja sie |, nie potrzeba |, nie potrzebujemy |, nie sa konieczne, nie sa
        potrzebne, nie sa wymagane, nie stwierdza sie, nie stwierdzamy, nie
        stwierdzilismy, nie stwierdzono, nie trzeba |, nie ujawniono, nie wykazano, nie
        wykrylismy, nie wykryto, nie wymagamy |, nie wystepuja |, nie wystepuje |, nie
        zaobserwowalismy, nie zaobserwowano, nie zauwazono, nie zauwazylismy, nie
        znalezlismy, nie znaleziono
        """
    ),
    doubt=words("czy niejasne niezbyt watpie watpimy watpliwe"),
    either=words("czy"),
    amounts=words("jeden jedna dwa dwie trzy cztery piec szesc siedem osiem dziewiec dziesiec"),
    that=words("ze"),
    nothing=words("nic niczego niczym zaden zadna zadne zadnego zadnej zadnych"),
)
