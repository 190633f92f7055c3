"""What the demonstration says of its residences, in French and in English.

The residences come from the generated register; what is said of each is chosen by its age and its code.
"""

from dataclasses import dataclass
from random import Random

from home.contents.bilingual import Bilingual
from residence_news.models import Equipement, Residence

t = Bilingual()
Kind = Equipement.Kind

INDEX_TITLE = t("Nos résidences", "Our residences")
INDEX_LEAD = t(
    "Une adresse, un gardien, une panne, les jours de collecte : trouvez votre résidence.",
    "An address, a caretaker, an outage, collection days: find your residence.",
)


@dataclass(frozen=True)
class Machine:
    """A piece of equipment: its kind, its name, what the public is told, since when (year), and the staff's note."""

    kind: str
    name: str
    note: str = ""
    since: int | None = None
    internal: str = ""


@dataclass(frozen=True)
class Look:
    """A kind of building: what its pictures show and what stands in it."""

    facade_alt: str
    leads: tuple[str, ...]
    machines: tuple[Machine, ...]
    accessibility: str


HALL_ALT = t(
    "Un hall d’entrée clair : boîtes aux lettres bleues, ascenseur, porte vitrée sur le jardin.",
    "A bright entrance hall: blue letter boxes, a lift, a glazed door to the garden.",
)
COURTYARD_ALT = t(
    "Une cour entourée d’immeubles clairs : deux bancs, un arbre au milieu, des vélos rangés à droite.",
    "A courtyard among pale buildings: two benches, a tree in the middle, bicycles parked on the right.",
)
GARDEN_ALT = t(
    "Un jardin partagé au pied d’un immeuble : neuf bacs de légumes et de fleurs, une cabane en bois.",
    "A shared garden at the foot of a building: nine raised beds of vegetables and flowers, a wooden shed.",
)

LIFTS = (
    Machine(
        Kind.ASCENSEUR, "Ascenseur A", "Côté rue, tous les étages.", 2011, "Contrat A-2231, cabine 450 kg, code 4471."
    ),
    Machine(
        Kind.ASCENSEUR,
        "Ascenseur B",
        "Côté jardin, tous les étages.",
        2011,
        "Contrat A-2231, variateur à remplacer, devis en attente.",
    ),
)
SHARED = (
    Machine(Kind.CHAUFFAGE, "Chauffage collectif", "Allumé d’octobre à mai.", 2016, "Sous-station S12, vanne V3."),
    Machine(Kind.EAU_CHAUDE, "Eau chaude collective", "", 2016, "Ballon de 3 000 litres, analyse chaque année."),
    Machine(Kind.INTERPHONE, "Interphone", "Avec badge et code.", 2019, "Centrale au sous-sol, clé au bureau."),
    Machine(Kind.FIBRE, "Fibre", "Tous les logements sont raccordables.", 2021, "Point de mutualisation cave 2."),
    Machine(Kind.LOCAL_VELOS, "Local à vélos", "Avec le badge de l’immeuble."),
    Machine(Kind.LOCAL_DECHETS, "Local à déchets", "Au rez-de-chaussée, à gauche de l’entrée."),
)
ONE_LIFT = (Machine(Kind.ASCENSEUR, "Ascenseur", "Tous les étages.", 2015, "Contrat A-3120, téléalarme ligne 8."),)
HOUSES = (
    Machine(Kind.FIBRE, "Fibre", "Toutes les maisons sont raccordables.", 2021, "Armoire de rue n° 28-114."),
    Machine(Kind.PORTAIL, "Portail de l’allée", "S’ouvre avec le badge.", 2018, "Moteur remplacé en 2024."),
    Machine(Kind.PARKING, "Places de stationnement", "Une place par maison."),
)

LOOKS: dict[str, Look] = {
    "slab": Look(
        facade_alt=t(
            "Un long immeuble clair aux fenêtres régulières, deux entrées bleues, une pelouse et des arbres devant.",
            "A long pale building with even windows, two blue doors, a lawn and trees in front of it.",
        ),
        leads=(
            t(
                "Deux ascenseurs, de grands arbres et l’arrêt de bus devant la porte.",
                "Two lifts, tall trees and the bus stop at the door.",
            ),
            t(
                "Un immeuble lumineux, isolé par l’extérieur, au milieu d’un parc.",
                "A bright building, insulated from the outside, in the middle of a park.",
            ),
        ),
        machines=(*LIFTS, *SHARED),
        accessibility=t(
            "Deux marches à l’entrée principale. L’entrée côté jardin est de plain-pied et mène aux ascenseurs.",
            "Two steps at the main entrance. The entrance on the garden side has no step and leads to the lifts.",
        ),
    ),
    "tower": Look(
        facade_alt=t(
            "Une tour claire aux balcons d’angle, entre deux immeubles plus bas, un chemin vers l’entrée.",
            "A pale tower with corner balconies between two lower buildings, a path to the entrance.",
        ),
        leads=(
            t(
                "Une tour avec vue sur la ville, ses commerces au pied de l’immeuble.",
                "A tower with a view of the town and shops on the ground floor.",
            ),
        ),
        machines=(*LIFTS, *SHARED),
        accessibility=t(
            "Entrée de plain-pied, porte automatique, deux ascenseurs qui desservent tous les étages.",
            "No step at the entrance, an automatic door, two lifts to every floor.",
        ),
    ),
    "collective": Look(
        facade_alt=t(
            "Un petit immeuble au toit d’ardoise, balcons au milieu, une allée et des massifs devant l’entrée.",
            "A small building with a slate roof, balconies in the middle, a path and shrubs before the door.",
        ),
        leads=(
            t(
                "Un petit immeuble calme, à deux pas des écoles et du marché.",
                "A small quiet building, close to the schools and the market.",
            ),
            t(
                "Quelques logements autour d’un jardin, dans une rue tranquille.",
                "A few homes around a garden, in a quiet street.",
            ),
        ),
        machines=(*ONE_LIFT, *SHARED),
        accessibility=t(
            "Entrée de plain-pied. L’ascenseur dessert tous les étages, parking compris.",
            "No step at the entrance. The lift serves every floor, the car park included.",
        ),
    ),
    "terraced": Look(
        facade_alt=t(
            "Une rangée de maisons claires à pignons, volets de couleur, une haie fleurie devant.",
            "A row of pale houses with gables and coloured shutters, a flowering hedge in front.",
        ),
        leads=(
            t(
                "Des maisons avec un bout de jardin, à dix minutes à vélo du centre.",
                "Houses with a patch of garden, ten minutes by bicycle from the centre.",
            ),
        ),
        machines=HOUSES,
        accessibility=t(
            "Une marche à l’entrée de chaque maison. Trois maisons ont une rampe et une douche sans rebord.",
            "One step at the door of each house. Three houses have a ramp and a level shower.",
        ),
    ),
}

TRANSPORT = (
    t(
        "Bus : un arrêt à deux minutes à pied, un passage toutes les quinze minutes en semaine.\n"
        "Gare : vingt minutes à pied.",
        "Bus: a stop two minutes away on foot, a bus every fifteen minutes on weekdays.\n"
        "Station: twenty minutes on foot.",
    ),
    t(
        "Bus : l’arrêt est devant la résidence.\nGare : douze minutes en bus.",
        "Bus: the stop is in front of the residence.\nStation: twelve minutes by bus.",
    ),
    t(
        "Bus : un arrêt à cinq minutes à pied.\nPiste cyclable jusqu’au centre.",
        "Bus: a stop five minutes away on foot.\nA cycle path to the centre.",
    ),
)
PARKING = (
    t(
        "Places libres dans la cour. Des garages sont à louer : demandez-nous.",
        "Free spaces in the courtyard. Garages are to let: ask us.",
    ),
    t(
        "Parking en sous-sol, avec le badge. Deux places pour les personnes handicapées.",
        "Underground car park, with the badge. Two spaces for people with disabilities.",
    ),
    t(
        "Stationnement gratuit dans la rue. Une borne de recharge à cent mètres.",
        "Free parking in the street. A charging point a hundred metres away.",
    ),
)
NEIGHBOURHOOD = (
    t(
        "L’école et la crèche sont à cinq minutes à pied. La boulangerie, la pharmacie et le petit supermarché sont "
        "au coin de la rue. Le marché a lieu le samedi matin sur la place.",
        "The school and the nursery are five minutes away on foot. The bakery, the chemist’s and the small "
        "supermarket are at the corner of the street. The market is on the square on Saturday mornings.",
    ),
    t(
        "Les bords de l’Eure sont tout près : on s’y promène, on y court, on y pique-nique. Le collège et le gymnase "
        "sont à dix minutes à pied, la médiathèque à un quart d’heure.",
        "The banks of the river Eure are close by: people walk, run and picnic there. The middle school and the "
        "sports hall are ten minutes away on foot, the library a quarter of an hour.",
    ),
    t(
        "Un quartier vivant : maison de quartier, terrain de jeux, cabinet médical et commerces autour de la place. "
        "Le centre-ville est à dix minutes en bus.",
        "A lively neighbourhood: a community centre, a playground, a doctors’ surgery and shops around the square. "
        "The town centre is ten minutes away by bus.",
    ),
)
WASTE_LINES = (
    (
        ("Bac jaune : emballages et papiers, sorti le mardi.", "Yellow bin: packaging and paper, on Tuesdays."),
        ("Bac gris : ordures ménagères, sorti le lundi et le vendredi.", "Grey bin: rubbish, Mondays and Fridays."),
        ("Verre : colonne au bout de la rue.", "Glass: a container at the end of the street."),
        ("Encombrants : sur rendez-vous, appelez votre gardien.", "Bulky waste: by appointment, call your caretaker."),
    ),
    (
        ("Bac jaune : emballages et papiers, sorti le jeudi.", "Yellow bin: packaging and paper, on Thursdays."),
        ("Bac gris : ordures ménagères, sorti le mardi et le samedi.", "Grey bin: rubbish, Tuesdays and Saturdays."),
        ("Compost : deux bacs dans le jardin, ouverts à tous.", "Compost: two bins in the garden, open to all."),
        ("Piles et ampoules : une boîte dans le hall.", "Batteries and bulbs: a box in the hall."),
    ),
)  # fmt: skip
WASTE = tuple(t.ul(*lines) for lines in WASTE_LINES)
GARDEN_SECTION = (
    t("Le jardin partagé", "The shared garden"),
    t.p(
        (
            "Neuf bacs au pied de l’immeuble, cultivés par une vingtaine de voisins. Une place se libère au "
            "printemps : inscrivez-vous auprès du gardien.",
            "Nine raised beds at the foot of the building, looked after by some twenty neighbours. A place comes "
            "free in spring: put your name down with the caretaker.",
        ),
        (
            "Les outils sont dans la cabane. Chacun les nettoie et les range après usage.",
            "The tools are in the shed. Everyone cleans them and puts them back.",
        ),
    ),
)
RULES_TITLE = "Règlement intérieur des résidences"
RULES = (
    "Entre 22 h et 7 h, chacun a droit au calme.",
    "Les halls, paliers et couloirs restent libres : ni vélo, ni poussette, ni meuble.",
    "Rien ne se jette par les fenêtres, rien ne s’accroche à l’extérieur des balcons.",
    "Les déchets se trient et se déposent dans le local, jamais à côté des bacs.",
    "Les animaux sont les bienvenus, tenus en laisse dans les parties communes.",
    "Une panne, une fuite, une dégradation : prévenez votre gardien ou le numéro d’urgence.",
)


def style_of(residence: Residence) -> str:
    """Return the kind of building, by its age."""
    year = residence.annee or 1970
    if year < 1950:
        return "terraced"
    if year < 1980:
        return "tower" if draw(residence).random() < 0.3 else "slab"
    return "collective"


def draw(residence: Residence) -> Random:
    """Return what chooses for this residence, the same every time."""
    return Random(f"residence/{residence.code}")  # noqa: S311 — believable variety, not a secret
