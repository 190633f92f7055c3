"""Words as the search compares them: without capitals, accents or endings, the same on every database."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from home.models.search import WORD_LENGTH

# Letters and digits: an apostrophe or a hyphen ends a word, so that « l’ascenseur » says « ascenseur ».
WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

# Words that say nothing of what is looked for, as `fold` writes them.
LITTLE_FRENCH = """
    a afin ai alors apres au aucun aussi autre autres aux avant avec avoir avons c ca car ce ceci cela ces cet
    cette chez ci comme comment d dans de depuis des doit dois donc du elle elles en encore est et etait etes etre
    eu faire fait faut il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on
    ont ou par pas peut peux plus pour pourquoi pouvez puis qu quand que quel quelle quelles quels qui quoi s sa
    sans se ses si son sont suis sur t ta te tes toi ton tous tout toute toutes tu un une vers veut veux voici
    voila vos votre vous y
"""
LITTLE_ENGLISH = """
    a about am an and any are as at be been but by can could d did do does for from had has have he her his how i
    if in into is it its ll m me my no not of on or our s shall she should so t than that the their them then there
    these they this to us ve was we were what when where which who why will with would you your
"""
LITTLE_WORDS = {"fr": frozenset(LITTLE_FRENCH.split()), "en": frozenset(LITTLE_ENGLISH.split())}
STEMMERS = {"fr": "french", "en": "english", "ar": "arabic"}
# Words that the rules would make alike another: without this « loyer » gives « loi ».
STEMS = {"fr": {"loyer": "loyer"}}

# What French writes in several ways and says in one.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"ph", "f"),
        (r"qu?|ck|c(?![eiyh])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"g(?=[eiy])", "j"),
        (r"e?au", "o"),
        (r"ain|ein|yn|in", "in"),
        (r"en|am|em|an", "an"),
        (r"ai|ei", "e"),
        (r"y", "i"),
        (r"z", "s"),
        (r"(?<!c)h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)(es|e|s|t|x|d)\Z", ""),
    ]
]


def fold(text: str) -> str:
    """Return the text in small letters, without accents: « Œuvre d’ÉLODIE » gives « oeuvre d’elodie »."""
    small = text.lower()
    if small.isascii():
        return small
    taken_apart = unicodedata.normalize("NFKD", small.translate(LIGATURES))
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return a word as entries keep it: folded, and cut when it is longer than any word."""
    return fold(word)[:WORD_LENGTH]


def words_of(text: str) -> Iterator[str]:
    """Yield each word of a text, folded, in its order."""
    for found in WORD.finditer(text):
        yield from WORD.findall(folded(found.group()))


def meaningful(words: list[str], language: str) -> list[str]:
    """Return the words that say what is looked for; all of them when none does (« où », « qui »)."""
    little = LITTLE_WORDS.get(language, frozenset())
    return [word for word in words if word not in little] or words


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return what a folded word has in common with its plural and its forms in this language."""
    algorithm = STEMMERS.get(language)
    if algorithm is None or not word.isalpha():
        return word
    if language == "fr" and len(word) > 3 and word.endswith("s"):
        # A plural ends like its singular, which the rules do not always see to.
        word = word[:-1]
    if kept := STEMS.get(language, {}).get(word):
        return kept
    found: str = snowballstemmer.stemmer(algorithm).stemWord(word)
    if language == "fr" and len(found) > 2 and found.endswith("y"):
        # « payé » and « payer », « envoi » and « envoyer ».
        found = f"{found[:-1]}i"
    return found[:WORD_LENGTH]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return about how a folded French word is said: « chofage » and « chauffage » give the same."""
    for pattern, said in SOUNDS:
        word = pattern.sub(said, word)
    return word
