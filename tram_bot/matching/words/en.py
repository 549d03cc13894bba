"""The function words of English."""

from tram_bot.matching.words.shape import FunctionWords, phrases, words

WORDS = FunctionWords(
    stop=words(
        """
        a able about above across actually after afternoon again all almost alone along
        already also although always am among an and another answer any anybody anyhow
        anyone anything anyway are arent around as ask asked at away back be because
        become been before behind being believe below beside besides best better between
        beyond both but by bye came can cannot cant care chance check come comes coming
        companies company could couldnt customer customers day days deal dear decide
        develop did didnt different do does doesnt doing done dont down during each
        either else enough evening ever every everybody everyone everything everywhere
        exactly few find first for from further gave get gets getting give gives go goes
        going gone good goodbye got greetings had half hardly has hasnt have havent
        having he hello help her here hey hi him his hope how however i id idea ideas if
        im in instead into is isnt issue issues it its itself ive job just keep keeps
        kept kind kindly know known last later least less let like likely little long
        look looking looks lot lots made make makes making many matter may maybe me mean
        might mine moment month months more morning most much must my near nearly need
        needed needs neither never new next nice no nobody none nor not nothing now
        number of off often ok okay old on once one ones only onto or other others our
        ours out over own part parts people per perhaps person please point possible
        possibly problem problems produce produced produces product production products
        put question questions quite rather ready really reason regards right same say
        says second see seem seems seen several shall she should shouldnt show since so
        some somebody someone something sometimes somewhere soon start still such
        supplier suppliers support suppose sure take takes tell than thank thanks that
        thats the their theirs them then there therefore theres these they theyre thing
        things think this those though three through thus time times to today together
        told tomorrow too took toward towards tried trouble try trying two under
        understand until up upon us use used uses using usually very via want wants was
        wasnt way we week weeks well went were werent weve what whatever whats when
        where whereas whether which while who whole whom whose why will wish with within
        without wonder wont work working works would wouldnt wrong year years yes
        yesterday yet you your youre yours
        """
    ),
    deny=words(
        """
        arent hasnt havent isnt neednt neither never no none nor not wasnt werent without
        """
    ),
    act=words("can could did do does may might must shall should will would"),
    unless=words("clear enough evenly idea just known longer merely only sure"),
    clause=words(
        """
        although because but how however if so that then though what when where whether
        which while who why yet
        """
    ),
    rid=words("free"),
    gone=phrases(
        """
        is not necessary, is not needed, is not required, isnt necessary, isnt needed,
        isnt required, not necessary |, not needed |, not required |
        """
    ),
    waive=words("need needs"),
    do=words("did do does"),
    dont=words("cant couldnt didnt doesnt dont shouldnt wont wouldnt"),
    might=words("cant couldnt shouldnt wouldnt"),
    needs=words("have insist matter mind need require want"),
    holds=words("carry contain emit have hold include release use"),
    doubt=words("barely cannot cant couldnt doubt doubtful hardly if unclear unsure whether"),
    outright=phrases("could not be more, couldnt be more, if you ask me"),
    that=words("that"),
)
