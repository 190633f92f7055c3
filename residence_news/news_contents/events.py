"""The events of the demonstration."""

from dataclasses import dataclass

from residence_news.news_contents.articles import Words


@dataclass(frozen=True)
class DemoEvent:
    """An event, each text in French and in English: announced `days_ago`, held in `in_days` days at `hour` o’clock."""

    days_ago: int
    in_days: int
    hour: int
    hours: int
    title: Words
    lead: Words
    place: Words
    address: Words
    registration: Words
    text: Words
    residences: tuple[int, ...] = ()
    scene: str = ""
    alt: Words = ("", "")


EVENTS = (
    DemoEvent(
        2,
        5,
        14,
        3,
        ("Atelier : faire baisser sa facture d’énergie", "Workshop: bringing your energy bill down"),
        (
            "Lire son compteur, régler ses radiateurs, trouver les fuites d’air. Repartez avec trois ampoules.",
            "Reading your meter, setting your radiators, finding draughts. Take home three light bulbs.",
        ),
        ("Salle commune, rez-de-chaussée", "Common room, ground floor"),
        ("12 rue des Comtesses, 28000 Chartres", "12 rue des Comtesses, 28000 Chartres"),
        ("Gratuit. Inscrivez-vous à la loge ou par téléphone.", "Free. Sign up at the lodge or by telephone."),
        (
            "L’atelier est animé par une conseillère énergie. Apportez une facture récente : elle reste la vôtre, "
            "personne ne la garde. On peut venir avec ses enfants.",
            "An energy adviser leads the workshop. Bring a recent bill: it stays yours, nobody keeps it. Children "
            "are welcome.",
        ),
        residences=(0,),
        scene="warmth",
        alt=("Illustration : un intérieur bien chauffé", "Illustration: a well heated room"),
    ),
    DemoEvent(
        8,
        12,
        18,
        2,
        ("Réunion publique : le quartier dans cinq ans", "Public meeting: the neighbourhood in five years"),
        (
            "Rues, commerces, logements : venez voir les plans et dire ce que vous en pensez.",
            "Streets, shops, homes: come and see the plans and say what you think.",
        ),
        ("Maison de quartier, grande salle", "Community centre, main hall"),
        ("4 place de la Démonstration, 28000 Chartres", "4 place de la Démonstration, 28000 Chartres"),
        ("Entrée libre. Garde d’enfants sur place.", "No booking needed. Child care on site."),
        (
            "La maire adjointe, l’architecte et notre directrice répondent à vos questions. Une interprète en langue "
            "des signes est présente. Un compte rendu sera publié ici.",
            "The deputy mayor, the architect and our director answer your questions. A sign-language interpreter "
            "will be there. Minutes will be published here.",
        ),
    ),
    DemoEvent(
        20,
        26,
        15,
        4,
        ("Goûter d’hiver des voisins", "Neighbours’ winter tea"),
        (
            "Chocolat chaud, contes et musique pour petits et grands. Chacun apporte quelque chose à partager.",
            "Hot chocolate, stories and music for young and old. Everyone brings something to share.",
        ),
        ("Cour intérieure, sous le préau", "Inner courtyard, under the shelter"),
        ("", ""),
        ("Entrée libre.", "No booking needed."),
        (
            "Il faut des bras pour installer les tables à partir de 13 h. La fête a lieu même s’il pleut : "
            "le préau nous abrite.",
            "Helping hands are needed from 1 p.m. to set out the tables. It takes place even if it rains: the "
            "shelter keeps us dry.",
        ),
        residences=(2, 3),
        scene="courtyard",
        alt=("Illustration : la cour et ses grands arbres", "Illustration: the courtyard and its tall trees"),
    ),
)
