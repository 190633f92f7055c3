"""Names as a French landlord's file holds them: of many origins, with accents, dashes, apostrophes and particles."""

import unicodedata
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from espace_locataire.erp.generating.rows import LocataireRow


class Origin(NamedTuple):
    """Family and first names that go together, and how often they come up (out of all the weights)."""

    weight: int
    families: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


ORIGINS = (
    Origin(
        58,
        _words(
            "MARTIN, BERNARD, DUBOIS, PETIT, DURAND, LEROY, MOREAU, LEFÈVRE, GARNIER, FAURE, ROUSSEAU, GÉRARD, MÜLLER,"
            "CHEVALLIER, BOUCHÉ, GUÉRIN, HÉBERT, PRÉVOST, LEMAÎTRE, COLLET-BRÉANT, D’ARTOIS, D’HAENE, DE LA FONTAINE,"
            "DE SMET, DU BREUIL, LE GALL, LE GOFF, LE BRIS, L’HERMITE, L’HÉRITIER, SAINT-MARTIN, BEAUVAIS-ROGER,"
            "BOUTHEMY, FERRÉ, HOUDARD, PELLETIER, RICHER, TOUCHARD, VASSORT, POIRIER, CHÂTELAIN, GAUTHIER, NOËL,"
            "PINÇON, RENARD, SÉGUIN, THÉVENOT, VALLÉE, BIGOT, COUSIN, DELAHAYE, ÉTIENNE, FRANÇOIS, GRÉGOIRE, JOLY"
        ),
        _words(
            "Camille, Maëlle, Élise, Anaïs, Chloé, Marie-Claude, Anne-Sophie, Françoise, Hélène, Noémie, Zoé, Léa,"
            "Sylvie, Nathalie, Céline, Aurélie, Jeanne, Océane, Marie-Thérèse, Joëlle, Gaëlle, Inès, Lucie, Margaux"
        ),
        _words(
            "Jean-Noël, Loïc, Gaël, Jérôme, François, Frédéric, Rémi, Benoît, Théo, Jean-Pierre, Jean-François,"
            "Cédric, Stéphane, Michel, Hervé, Pierre-Yves, Noël, Léo, Raphaël, Timothée, André, René, Maël, Grégory"
        ),
    ),
    Origin(
        13,
        _words(
            "BEN ABDALLAH, BENALI, EL AMRANI, AÏT-OUARET, BOUZIDI, HADDAD, KACI, OULD-AMAR, TRABELSI, ZEROUAL,"
            "EL MANSOURI, BEN YOUSSEF, CHÉRIF, MEZIANE, SAÏDI"
        ),
        _words("Fatima-Zahra, Samira, Naïma, Yasmine, Khadija, Leïla, Soraya, Nour, Aïcha, Malika"),
        _words("Mohamed, Karim, Yanis, Rachid, Mehdi, Saïd, Ismaël, Sofiane, Abdel-Karim, Nadir"),
    ),
    Origin(
        8,
        _words("DIALLO, TRAORÉ, KOUASSI, N’GUESSAN, N’DIAYE, SISSOKO, MBEMBA, KOUADIO-YAO, CISSÉ, DA SYLVA, MAKIESE"),
        _words("Aminata, Awa, Mariam, Adjoua, Grâce, Fatoumata, Marie-Louise, Aïssatou"),
        _words("Ibrahima, Ousmane, Kouamé, Moussa, Jean-Baptiste, Serge, Abdoulaye, Dieudonné"),
    ),
    Origin(
        7,
        _words("DA SILVA, DOS SANTOS, FERREIRA, GONÇALVES, SIMÕES, MAGALHÃES, DE OLIVEIRA, PEÑA, GARCÍA LÓPEZ, MUÑOZ"),
        _words("Maria José, Conceição, Inês, Lúcia, Begoña, Ana Sofia"),
        _words("João, António, José Manuel, Íñigo, Luís, Sebastião"),
    ),
    Origin(
        5,
        _words("ÇELİK, YILDIZ, ÖZTÜRK, ŞAHİN, KAYA, GÜNEŞ, DOĞAN, AYDIN"),
        _words("Ayşe, Elif, Gülşen, Zeynep, Özlem"),
        _words("Ömer, Mehmet, Şükrü, Emre, İbrahim"),
    ),
    Origin(
        4,
        _words("NGUYỄN, TRẦN, LÊ, PHẠM, ĐẶNG, VÕ, HUỲNH"),
        _words("Thị Hồng, Thu Hà, Minh Châu, Ngọc Ánh"),
        _words("Văn Minh, Đức Anh, Quốc Hùng, Hữu Phước"),
    ),
    Origin(
        3,
        _words("KOWALSKI, WIŚNIEWSKA, DVOŘÁK, ŠIMUNIĆ, POPESCU, ŁUKASIK, NOVÁKOVÁ, IONESCU"),
        _words("Małgorzata, Željka, Ioana, Zdeňka, Agnieszka"),
        _words("Łukasz, Jiří, Radu, Miloš, Krzysztof"),
    ),
    Origin(
        2,
        _words("O’BRIEN, MAC GREGOR, VAN DEN BERGH, VON STRAẞEN, SØRENSEN, ÅKERLUND"),
        _words("Siobhán, Saoirse, Anneliese, Kirsten"),
        _words("Séamus, Conor, Jürgen, Søren"),
    ),
)
WEIGHTS = [origin.weight for origin in ORIGINS]

PLAIN_LETTERS = str.maketrans({"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ø": "O", "ø": "o", "ẞ": "SS", "ı": "i"})


def plain(text: str) -> str:
    """Return the letters and digits of a text without accents, in lower case, one dash between words."""
    flat = unicodedata.normalize("NFKD", text.translate(PLAIN_LETTERS)).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in flat).split())


def draw_origin(random: Random) -> Origin:
    """Return an origin, each as often as its weight says."""
    return random.choices(ORIGINS, WEIGHTS)[0]


def draw_birth(random: Random, youngest: int, oldest: int, on: date) -> date:
    """Return the birth date of someone between these ages (years) on a day."""
    return on - timedelta(days=random.randint(youngest * 365 + 10, oldest * 365 + 360))


def draw_phone(random: Random) -> str:
    """Return a number of the ranges the regulator keeps for fiction: nobody answers there."""
    prefix = "06 39 98" if random.random() < 0.85 else "01 99 00"
    number = random.randrange(10_000)
    return f"{prefix} {number // 100:02d} {number % 100:02d}"


def draw_locataire(random: Random, reference_client: str, entered: date, origin: Origin | None = None) -> LocataireRow:
    """Return an adult of that origin (any by default) on the day they entered."""
    origin = origin or draw_origin(random)
    woman = random.random() < 0.54
    nom = random.choice(origin.families)
    prenom = random.choice(origin.women if woman else origin.men)
    nom_usage = ""
    if woman and random.random() < 0.12:
        nom_usage = f"{nom}-{random.choice(ORIGINS[0].families)}"
    email = ""
    if random.random() < 0.7:
        host = random.choice(("example.com", "example.net", "example.org"))
        email = f"{plain(prenom)}.{plain(nom)}{random.randrange(100)}@{host}"
    return LocataireRow(
        reference_client=reference_client,
        civilite="Mme" if woman else "M",
        nom=nom,
        prenom=prenom,
        nom_usage=nom_usage,
        date_naissance=draw_birth(random, 19, 78, entered),
        email=email,
        telephone=draw_phone(random) if random.random() < 0.92 else "",
    )
