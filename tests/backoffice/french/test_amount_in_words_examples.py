import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.french.amount_in_words import read, write

WRITTEN = {
    0: "zéro euro",
    1: "un centime",
    45: "quarante-cinq centimes",
    1_00: "un euro",
    1_01: "un euro et un centime",
    2_00: "deux euros",
    20_30: "vingt euros et trente centimes",
    22_45: "vingt-deux euros et quarante-cinq centimes",
    71_21: "soixante et onze euros et vingt et un centimes",
    80_80: "quatre-vingts euros et quatre-vingts centimes",
    81_00: "quatre-vingt-un euros",
    99_99: "quatre-vingt-dix-neuf euros et quatre-vingt-dix-neuf centimes",
    200_00: "deux cents euros",
    280_00: "deux cent quatre-vingts euros",
    1_000_00: "mille euros",
    1_200_00: "mille deux cents euros",
    80_000_00: "quatre-vingt mille euros",
    200_000_00: "deux cent mille euros",
    1_000_000_00: "un million d'euros",
    1_000_001_00: "un million un euros",
    2_000_000_10: "deux millions d'euros et dix centimes",
    80_000_000_00: "quatre-vingts millions d'euros",
}

READ = {
    # hyphens, 1990 spelling, capitals, accents
    "vingt-deux euros et quarante-cinq centimes": 22_45,
    "vingt deux euros et quarante cinq centimes": 22_45,
    "Vingt-Deux Euros Et Quarante-Cinq Centimes": 22_45,
    "VINGT-DEUX EUROS ET QUARANTE-CINQ CENTIMES": 22_45,
    "vingt-deux-euros-et-quarante-cinq-centimes": 22_45,
    "vingt\u2010deux euros": 22_00,
    "vingt\u00a0deux\u202feuros": 22_00,
    "  vingt   deux   euros  ": 22_00,
    "vingt-et-un euros": 21_00,
    "vingt et un euros": 21_00,
    "soixante-et-onze euros": 71_00,
    "soixante-et-un-mille-deux-cents euros": 61_200_00,
    "cent-vingt-trois euros": 123_00,
    "deux-mille-quatre-cent-dix-sept euros": 2_417_00,
    "zéro euro": 0,
    "zero euro": 0,
    "ZÉRO EURO": 0,
    "ze\u0301ro euros": 0,
    "zéro euro et dix centimes": 10,
    "vingt euros et zéro centime": 20_00,
    # plurals forgotten or too many
    "quatre-vingts euros": 80_00,
    "quatre-vingt euros": 80_00,
    "quatre vingt euro": 80_00,
    "quatre-vingts-dix euros": 90_00,
    "quatre-vingts mille euros": 80_000_00,
    "deux cents euros": 200_00,
    "deux cent euros": 200_00,
    "deux cents cinquante euros": 250_00,
    "deux milles euros": 2_000_00,
    "cinq cents mille euros": 500_000_00,
    "vingt-deux euro et quarante-cinq centime": 22_45,
    "un euros": 1_00,
    # hundreds and thousands
    "cent euros": 100_00,
    "cent un euros": 101_00,
    "mille euros": 1_000_00,
    "mille un euros": 1_001_00,
    "mille cent euros": 1_100_00,
    "mille deux cents euros": 1_200_00,
    "onze cents euros": 1_100_00,
    "douze cents euros": 1_200_00,
    "douze cent euros": 1_200_00,
    "douze cent cinquante euros": 1_250_00,
    "dix-huit cents euros": 1_800_00,
    "dix-neuf cent nonante-neuf euros": 1_999_00,
    "vingt et un mille euros": 21_000_00,
    "trente-deux mille sept cent quarante euros": 32_740_00,
    "quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf euros": 99_999_00,
    "un million d'euros": 1_000_000_00,
    "un million d’euros": 1_000_000_00,
    "un million d euros": 1_000_000_00,
    "un million euros": 1_000_000_00,
    "deux millions d'euros": 2_000_000_00,
    "deux million d'euros": 2_000_000_00,
    "un million mille euros": 1_001_000_00,
    "un million deux cent mille euros": 1_200_000_00,
    "quatre-vingts millions d'euros": 80_000_000_00,
    # seventies, eighties, nineties
    "soixante-dix euros": 70_00,
    "soixante dix huit euros": 78_00,
    "soixante-onze euros": 71_00,
    "septante euros": 70_00,
    "septante et un euros": 71_00,
    "septante-deux euros": 72_00,
    "huitante euros": 80_00,
    "huitante et un euros": 81_00,
    "octante-trois euros": 83_00,
    "quatre-vingt-un euros": 81_00,
    "quatre-vingt-onze euros": 91_00,
    "nonante euros": 90_00,
    "nonante et un euros": 91_00,
    "nonante-neuf euros et nonante-neuf centimes": 99_99,
    "cent septante-cinq euros": 175_00,
    # centimes
    "quarante-cinq centimes": 45,
    "un centime": 1,
    "quarante-cinq cts": 45,
    "45 centimes": 45,
    "5 centimes": 5,
    "quarante-cinq centimes d'euro": 45,
    "quarante-cinq centimes d’euros": 45,
    "vingt euros et dix centimes d'euro": 20_10,
    "vingt euros et cinq centimes": 20_05,
    "vingt euros cinq centimes": 20_05,
    "vingt-deux euros quarante-cinq": 22_45,
    "vingt-deux euros et quarante-cinq": 22_45,
    "vingt-deux euros, quarante-cinq centimes": 22_45,
    "vingt-deux euros quarante-cinq cts": 22_45,
    "vingt-deux euros quarante-cinq cts.": 22_45,
    "vingt-deux euros quarante-cinq ct": 22_45,
    "vingt-deux euros et quarante-cinq cents": 22_45,
    "vingt-deux euros et quarante-cinq cent": 22_45,
    "vingt-deux euros 45 c.": 22_45,
    "vingt-deux euros 45c": 22_45,
    "vingt-deux euros et 45/100": 22_45,
    "vingt-deux euros et 45 / 100": 22_45,
    "vingt-deux euros et 5/100": 22_05,
    "vingt-deux euros 45": 22_45,
    "vingt-deux euros 05": 22_05,
    "vingt-deux euros 5 centimes": 22_05,
    "vingt-deux euros 5 cents": 22_05,
    # figures beside the currency
    "22 euros": 22_00,
    "22 euros 45": 22_45,
    "22 euros et 45 centimes": 22_45,
    "22 euros quarante-cinq": 22_45,
    "22€45": 22_45,
    "22 € 45": 22_45,
    "22 EUR 45": 22_45,
    "22euros45": 22_45,
    "1 200 euros": 1_200_00,
    "1200 euros 00": 1_200_00,
    # as programs print it, and as it was written before
    "un cent quarante cinq mille euros": 145_000_00,
    "Un Cent Quarante Cinq Mille Euros et Zéro Cent": 145_000_00,
    "un cent vingt euros": 120_00,
    "vingt euros et zéro cent": 20_00,
    "vingt euros et zéro cents": 20_00,
    "mil neuf cents euros": 1_900_00,
    "mil euros": 1_000_00,
    "deux mil vingt euros": 2_020_00,
    # a comma that is said
    "vingt-deux virgule quarante-cinq euros": 22_45,
    "vingt-deux euros virgule quarante-cinq": 22_45,
    "vingt-deux virgule zéro cinq euros": 22_05,
    "vingt-deux euros zéro cinq": 22_05,
    "vingt-deux virgule zéro euros": 22_00,
    "deux mille virgule cinquante euros": 2_000_50,
    # the currency
    "vingt-deux €uros": 22_00,
    "22 €uros 45": 22_45,
    "vingt-deux EUROS": 22_00,
    "vingt-deux euro(s)": 22_00,
    "vingt-deux €": 22_00,
    "vingt-deux€": 22_00,
    "vingt-deux eur": 22_00,
    # strokes
    "--- vingt euros ---": 20_00,
    "/// vingt euros ///": 20_00,
    "==== vingt euros ====": 20_00,
    "#vingt euros#": 20_00,
    "***vingt euros***": 20_00,
    "~~~ vingt euros ~~~": 20_00,
    "vingt euros.": 20_00,
    "vingt euros......": 20_00,
    "vingt euros …": 20_00,
    "— — vingt euros — —": 20_00,
    "____vingt euros____": 20_00,
    "- vingt euros -": 20_00,
    "--22 euros 45--": 22_45,
    "\\\\ vingt-deux euros quarante-cinq \\\\": 22_45,
}

REFUSED = (
    # nothing, or no currency
    "", " ", "---", "euros", "€", "et", "centimes", "vingt-deux", "mille deux cents", "22", "22,45",
    "vingt-deux francs",
    # typos
    "vint euros", "vingt-dux euros", "quatre-vigts euros", "vingt-deux eros", "vingt-deux euross", "vingteuros",
    "vingt-deux euros et quarante-cinq centines", "quarente euros", "soissante euros", "deuxcents euros",
    # no such number
    "vingt un euros", "vingt-dix euros", "soixante-vingt euros", "quatre vingt vingt euros", "cent cent euros",
    "mille mille euros", "un mille euros", "un cent euros", "un cent mille euros", "deux mille un cent vingt euros",
    "vingt et un cent vingt euros", "mille un cent vingt euros",
    "cent un cent vingt euros", "mils euros", "mil mille euros", "vingt €urosx",
    "vingt deux cents euros", "dix cents euros",
    "huitante-dix euros", "dix et un euros", "vingt et deux euros", "treize et cent euros", "vingt zéro euros",
    "zéro cinq euros", "quatres euros", "six dix euros", "deux millions cents mille euros",
    # a word is missing
    "cents euros", "vingts euros", "cent vingts euros", "mille cents euros", "milles euros", "million d'euros",
    "un millions d'euros",
    "deux d'euros", "vingt et mille euros", "vingt et euros", "quatre-vingt et un euros", "et dix centimes",
    "vingt-deux et quarante-cinq centimes", "vingt-deux euros et", "vingt-deux euros et quarante-",
    "vingt-deux euros et quarante-c", "quatre-vingt- euros",
    # two amounts, or words too many
    "vingt euros vingt euros", "vingt euros ou trente euros", "vingt euros dix centimes cinq centimes",
    "vingt euros seulement", "vingt euros environ", "la vingt euros", "vingt euros et demi", "vingt trente euros",
    "22 euros 45 euros", "20-30 euros", "10-200 euros", "vingt euros net",
    # not certainly centimes
    "vingt-deux euros 5", "vingt-deux euros et 5", "22 euros 5", "vingt-deux euros cinq", "vingt-deux euros 450",
    "vingt euros cent", "vingt euros et cent centimes", "cent vingt centimes", "120 centimes", "deux cents",
    "mille euros deux cents", "vingt euros et deux cents", "vingt euros et dix-neuf cents", "45 c", "45 cents",
    "45/100",
    "vingt-deux virgule cinq euros", "vingt-deux virgule zéro dix euros", "vingt-deux virgule cent euros",
    "vingt-deux virgule quarante-cinq", "un million virgule cinq euros", "un million virgule cinquante euros",
    "vingt-deux virgule dix euros dix", "virgule dix euros", "zéro cinq centimes", "vingt euros zéro cinq centimes",
    "22,45 euros", "22.45 euros",
    "1.200 euros", "12 34 euros", "vingt-deux euros quarante-cinq/100",
    # signs and other scripts
    "moins vingt euros", "-vingt euros", "- 22 euros", "−22 euros", "+22 euros", "²² euros", "٢٢ euros", "½ euro",
    "vingt\u200bdeux euros", "vingt--deux euros", "vingt/deux euros", "vingt- deux euros", "vingt -deux euros",
)  # fmt: skip


@pytest.mark.parametrize(("cents", "words"), WRITTEN.items())
def test_amounts_are_written(cents: int, words: str) -> None:
    assert write(Money(cents)) == words


@pytest.mark.parametrize(("words", "cents"), READ.items())
def test_spellings_are_read(words: str, cents: int) -> None:
    assert read(words) == Money(cents)


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_certain_is_refused(words: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read(words)
    assert raised.value.code is Broken.WORDS_UNREADABLE
    assert raised.value.facts["text"] == words
    assert str(raised.value.facts["unread_word"]) in words
    assert raised.value.facts["missing_word"] == ("" if raised.value.facts["unread_word"] else "euros")


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("Vingt-dûex euros", "dûex"),
        ("vint euros", "vint"),
        ("vingt-deux euros et quarente centimes", "quarente"),
        ("vingt un euros", "un"),
        ("cents euros", "cents"),
        ("deux millions cents mille euros", "cents"),
        ("vingt-deux euros 5", "5"),
        ("vingt-deux virgule cinq euros", "cinq"),
        ("vingt-deux francs", "francs"),
        ("moins vingt euros", "moins"),
        ("-vingt euros", "-"),
        ("vingt-deux", ""),
        ("mille deux cents", ""),
    ],
)
def test_the_word_that_cannot_be_read_is_named(words: str, unread: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read(words)
    assert raised.value.facts["unread_word"] == unread


@pytest.mark.parametrize(
    "words",
    [
        "cent millions d'euros",
        "100 000 000 euros",
        "neuf cent millions un euros",
        "un milliard d'euros",
        "deux milliards trois cent mille euros",
        "mille millions d'euros",
        "1 000 000 000 euros",
        "10000000000 euros",
    ],
)
def test_an_amount_beyond_the_largest_is_refused(words: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read(words)
    assert raised.value.code is Broken.AMOUNT_TOO_LARGE
