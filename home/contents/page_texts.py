"""The demonstration's sections and pages: a landlord who does not exist, in a town that does.

Amounts, delays and numbers are invented or left out; what the law says is said in general terms.
"""

from dataclasses import dataclass, field
from typing import Any

from wagtail.rich_text import RichText

from home.contents.bilingual import Bilingual

t = Bilingual()


@dataclass(frozen=True)
class PageText:
    """A page to make: `body` is a list of (block type, value)."""

    slug: str
    title: str
    lead: str
    body: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class SectionText:
    """A section to make, with its pages."""

    slug: str
    title: str
    lead: str
    pages: list[PageText]


def section(heading: tuple[str, str], *html: str) -> tuple[str, Any]:
    """Return a block of text under a heading."""
    return "section", {"heading": t(*heading), "text": RichText("".join(html))}


def notice(kind: str, title: tuple[str, str], *html: str) -> tuple[str, Any]:
    """Return a call-out; `kind` is info or warning."""
    return "notice", {"kind": kind, "title": t(*title), "text": RichText("".join(html))}


RENT = SectionText(
    "louer-un-logement",
    t("Louer un logement", "Rent a home"),
    t(
        "Demander un logement à loyer modéré, en changer, louer un garage : qui peut, comment, combien de temps.",
        "Ask for an affordable home, change home, rent a garage: who can, how, how long it takes.",
    ),
    [
        PageText(
            "demander-un-logement",
            t("Demander un logement", "Ask for a home"),
            t(
                "Une seule demande, gratuite, pour tous les bailleurs du département.",
                "One request, free of charge, for all the landlords of the département.",
            ),
            [
                section(
                    ("Faire sa demande", "Make your request"),
                    t.p(
                        (
                            "La demande de logement social se fait une seule fois. Tous les bailleurs du "
                            "département la reçoivent.",
                            "You ask for social housing only once. All the landlords of the département receive it.",
                        ),
                    ),
                    t.ol(
                        (
                            "Remplissez le formulaire national, en ligne ou sur papier.",
                            "Fill in the national form, online or on paper.",
                        ),
                        (
                            "Joignez votre pièce d’identité ou votre titre de séjour.",
                            "Attach your identity card or residence permit.",
                        ),
                        (
                            "Vous recevez un numéro unique : gardez-le, il sert pour tout.",
                            "You receive a unique number: keep it, you need it for everything.",
                        ),
                        ("Renouvelez la demande chaque année.", "Renew the request every year."),
                    ),
                ),
                section(
                    ("Comment un logement est attribué", "How a home is allocated"),
                    t.p(
                        (
                            "Une commission examine trois demandes pour chaque logement. Elle regarde la taille de "
                            "la famille, les revenus, l’urgence de la situation et l’ancienneté de la demande.",
                            "A committee looks at three requests for each home. It considers the size of the family, "
                            "its income, how urgent the situation is and how old the request is.",
                        ),
                        (
                            "Si votre demande est retenue, nous vous téléphonons pour visiter le logement. Vous avez "
                            "dix jours pour accepter ou refuser.",
                            "If your request is chosen, we call you to visit the home. You have ten days to accept "
                            "or refuse.",
                        ),
                    ),
                ),
                notice(
                    "info",
                    ("Besoin d’aide pour remplir la demande ?", "Do you need help with the form?"),
                    t.p(
                        (
                            "Venez à l’accueil : un conseiller la remplit avec vous, sans rendez-vous.",
                            "Come to the desk: an adviser fills it in with you, no appointment needed.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "conditions-de-ressources",
            t("Qui peut demander un logement social ?", "Who can ask for social housing?"),
            t(
                "Il faut vivre en France en situation régulière et ne pas dépasser un plafond de revenus.",
                "You must live in France legally and earn less than a ceiling.",
            ),
            [
                section(
                    ("Les revenus", "Income"),
                    t.p(
                        (
                            "Le plafond dépend du nombre de personnes et du type de logement. On regarde le revenu "
                            "fiscal de référence d’il y a deux ans, sur votre avis d’impôt.",
                            "The ceiling depends on how many people you are and on the kind of home. We look at the "
                            "reference tax income of two years ago, on your tax notice.",
                        ),
                        (
                            "Vos revenus ont beaucoup baissé depuis ? Dites-le : nous en tenons compte.",
                            "Has your income dropped a lot since? Tell us: we take it into account.",
                        ),
                    ),
                ),
                section(
                    ("Les personnes prioritaires", "People who come first"),
                    t.ul(
                        ("Personnes handicapées ou malades", "People who are disabled or ill"),
                        ("Victimes de violences", "Victims of violence"),
                        (
                            "Personnes sans logement ou mal logées",
                            "People without a home or in poor housing",
                        ),
                        ("Personnes reconnues prioritaires (DALO)", "People recognised as a priority (DALO)"),
                    ),
                ),
            ],
        ),
        PageText(
            "changer-de-logement",
            t("Changer de logement", "Change home"),
            t(
                "Votre logement est devenu trop grand, trop petit ou mal adapté : demandez une mutation.",
                "Your home has become too large, too small or unsuitable: ask for a transfer.",
            ),
            [
                section(
                    ("Demander une mutation", "Ask for a transfer"),
                    t.p(
                        (
                            "La mutation passe par la même demande nationale qu’un premier logement. Cochez "
                            "« déjà locataire du parc social » et indiquez votre adresse.",
                            "A transfer goes through the same national request as a first home. Tick “already a "
                            "social tenant” and give your address.",
                        ),
                        (
                            "Nous étudions d’abord les demandes liées à la santé, au handicap et à la taille de la "
                            "famille.",
                            "We first look at requests linked to health, disability and the size of the family.",
                        ),
                    ),
                ),
                section(
                    ("Échanger son logement", "Swap homes"),
                    t.p(
                        (
                            "Deux locataires d’une même résidence peuvent échanger leurs logements quand l’une des "
                            "familles a trois enfants ou plus, et que l’échange va vers plus grand pour elle. "
                            "Parlez-en avec votre conseiller.",
                            "Two tenants of the same residence can swap homes when one of the families has three "
                            "children or more and gets the larger one. Talk to your adviser.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "garages-et-parkings",
            t("Louer un garage ou une place de parking", "Rent a garage or a parking space"),
            t(
                "Des places sont libres dans plusieurs résidences, même si vous n’êtes pas locataire.",
                "Spaces are free in several residences, even if you are not a tenant.",
            ),
            [
                section(
                    ("Comment faire", "What to do"),
                    t.ol(
                        ("Téléphonez-nous ou écrivez-nous.", "Call us or write to us."),
                        (
                            "Nous vous disons les places libres près de chez vous et leur prix.",
                            "We tell you which spaces are free near you and their price.",
                        ),
                        (
                            "Vous signez un contrat à part : il se résilie avec un mois de préavis.",
                            "You sign a separate contract: it ends with one month’s notice.",
                        ),
                    ),
                ),
                section(
                    ("Les règles", "The rules"),
                    t.ul(
                        (
                            "Ni bouteille de gaz, ni produit inflammable dans un garage.",
                            "No gas bottle, nothing inflammable in a garage.",
                        ),
                        (
                            "Assurez le garage, comme votre logement.",
                            "Insure the garage, as you insure your home.",
                        ),
                        ("Pas de réparation de véhicule sur place.", "No repairing of vehicles on the spot."),
                    ),
                ),
            ],
        ),
    ],
)

LIVE = SectionText(
    "vivre-dans-mon-logement",
    t("Vivre dans mon logement", "Living in my home"),
    t(
        "Les charges, les déchets, le bruit, l’énergie : ce qui fait le quotidien dans une résidence.",
        "Charges, waste, noise, energy: daily life in a residence.",
    ),
    [
        PageText(
            "comprendre-mes-charges",
            t("Comprendre mes charges", "Understand my charges"),
            t(
                "Ce que vous payez en plus du loyer, pourquoi cela change, et ce qu’il se passe une fois par an.",
                "What you pay on top of the rent, why it changes, and what happens once a year.",
            ),
            [
                section(
                    ("Ce que contiennent les charges", "What charges contain"),
                    t.ul(
                        (
                            "L’eau, le chauffage et l’eau chaude, quand ils sont collectifs.",
                            "Water, heating and hot water, when they are shared.",
                        ),
                        (
                            "L’ascenseur, l’éclairage et le ménage des parties communes.",
                            "The lift, the lights and the cleaning of the common parts.",
                        ),
                        ("L’entretien des espaces verts.", "The upkeep of green spaces."),
                        (
                            "La taxe d’enlèvement des ordures ménagères.",
                            "The tax for the collection of household waste.",
                        ),
                    ),
                ),
                section(
                    ("Une avance, puis les comptes", "An advance, then the accounts"),
                    t.p(
                        (
                            "Chaque mois, vous payez une avance : ce sont les provisions. Une fois par an, nous "
                            "comparons vos avances aux dépenses réelles : c’est la régularisation.",
                            "Each month you pay an advance: the provisions. Once a year we compare your advances "
                            "with what was really spent: the yearly statement.",
                        ),
                        (
                            "Vous avez trop payé ? La différence est retirée de votre prochain avis. Pas assez ? "
                            "Elle s’ajoute, et vous pouvez la payer en plusieurs fois.",
                            "Did you pay too much? The difference is taken off your next notice. Not enough? It is "
                            "added, and you can pay it in several instalments.",
                        ),
                    ),
                ),
                section(
                    ("Vérifier les comptes", "Check the accounts"),
                    t.p(
                        (
                            "Pendant six mois après l’envoi de votre relevé, vous pouvez voir les factures. "
                            "Prenez rendez-vous à l’accueil.",
                            "For six months after your statement is sent, you can see the invoices. Make an "
                            "appointment at the desk.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "trier-mes-dechets",
            t("Trier mes déchets", "Sort my waste"),
            t(
                "Quel bac pour quoi, et où déposer ce qui n’entre dans aucun bac.",
                "Which bin for what, and where to take what fits in no bin.",
            ),
            [
                section(
                    ("Au quotidien", "Every day"),
                    t.ul(
                        (
                            "Bac jaune : tous les emballages et tous les papiers, sans sac.",
                            "Yellow bin: all packaging and all paper, without a bag.",
                        ),
                        (
                            "Colonne à verre : bouteilles, pots et bocaux, sans bouchon.",
                            "Glass container: bottles and jars, without lids.",
                        ),
                        (
                            "Bac à couvercle brun : épluchures et restes de repas.",
                            "Brown-lidded bin: peelings and leftovers.",
                        ),
                        (
                            "Bac gris : le reste, dans un sac fermé.",
                            "Grey bin: everything else, in a closed bag.",
                        ),
                    ),
                ),
                section(
                    ("Meubles et gros appareils", "Furniture and large appliances"),
                    t.p(
                        (
                            "Ne les laissez pas au pied de l’immeuble : leur enlèvement coûte cher et se retrouve "
                            "dans les charges de tous. La déchetterie les prend gratuitement ; le magasin reprend "
                            "l’ancien appareil quand vous en achetez un neuf.",
                            "Do not leave them at the foot of the building: taking them away is expensive and ends "
                            "up in everyone’s charges. The waste centre takes them free of charge; the shop takes "
                            "back the old appliance when you buy a new one.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "bruit-et-voisinage",
            t("Bruit et voisinage", "Noise and neighbours"),
            t(
                "Le bruit gêne de jour comme de nuit. Comment en parler, et qui peut aider.",
                "Noise disturbs by day as by night. How to talk about it, and who can help.",
            ),
            [
                section(
                    ("D’abord, se parler", "First, talk"),
                    t.p(
                        (
                            "Souvent, votre voisin ne sait pas qu’on l’entend. Dites-le-lui simplement, à un moment "
                            "calme, ou laissez-lui un mot.",
                            "Often your neighbour does not know that you can hear. Say so simply, at a quiet "
                            "moment, or leave a note.",
                        )
                    ),
                ),
                section(
                    ("Si cela continue", "If it goes on"),
                    t.ol(
                        (
                            "Parlez-en à votre gardien : il connaît la résidence.",
                            "Talk to your caretaker: they know the residence.",
                        ),
                        (
                            "Écrivez-nous, avec les dates et les heures.",
                            "Write to us, with dates and times.",
                        ),
                        (
                            "Un conciliateur de justice peut vous recevoir tous les deux, gratuitement.",
                            "A conciliator can see both of you, free of charge.",
                        ),
                    ),
                ),
                notice(
                    "warning",
                    ("Violences, menaces, tapage la nuit", "Violence, threats, noise at night"),
                    t.p(("Appelez la police : composez le 17.", "Call the police: dial 17.")),
                ),
            ],
        ),
        PageText(
            "economiser-l-energie",
            t("Économiser l’énergie", "Save energy"),
            t(
                "Des gestes qui ne coûtent rien et qui se voient sur la facture.",
                "Things that cost nothing and show on the bill.",
            ),
            [
                section(
                    ("Se chauffer", "Heating"),
                    t.ul(
                        (
                            "19 °C dans le salon, 17 °C dans les chambres.",
                            "19 °C in the living room, 17 °C in the bedrooms.",
                        ),
                        (
                            "Rien devant les radiateurs : ni meuble, ni linge.",
                            "Nothing in front of the radiators: no furniture, no laundry.",
                        ),
                        (
                            "Ouvrez les fenêtres dix minutes par jour, radiateurs fermés.",
                            "Open the windows ten minutes a day, with the radiators off.",
                        ),
                        (
                            "Ne bouchez jamais les grilles d’aération : l’humidité abîme le logement et la santé.",
                            "Never block the air vents: damp harms your home and your health.",
                        ),
                    ),
                ),
                section(
                    ("L’eau", "Water"),
                    t.p(
                        (
                            "Une chasse d’eau qui fuit gaspille jusqu’à 600 litres par jour. Relevez votre compteur "
                            "le soir et le matin : s’il a tourné, appelez-nous.",
                            "A leaking toilet wastes up to 600 litres a day. Read your meter at night and in the "
                            "morning: if it has moved, call us.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "assurer-mon-logement",
            t("Assurer mon logement", "Insure my home"),
            t(
                "L’assurance habitation est obligatoire : à l’entrée, puis chaque année.",
                "Home insurance is compulsory: when you move in, then every year.",
            ),
            [
                section(
                    ("Ce que la loi demande", "What the law asks"),
                    t.p(
                        (
                            "Vous devez être assuré contre l’incendie, l’explosion et les dégâts des eaux. Chaque "
                            "année, envoyez-nous l’attestation de votre assureur.",
                            "You must be insured against fire, explosion and water damage. Every year, send us your "
                            "insurer’s certificate.",
                        )
                    ),
                ),
                section(
                    ("Sans assurance", "Without insurance"),
                    t.p(
                        (
                            "Nous vous écrivons d’abord. Un mois plus tard, nous pouvons prendre une assurance à "
                            "votre place et vous en demander le prix.",
                            "We write to you first. One month later, we may take out insurance for you and charge "
                            "you its price.",
                        ),
                        (
                            "C’est trop cher ? Dites-le-nous : nous pouvons vous aider à trouver.",
                            "Is it too expensive? Tell us: we can help you find one.",
                        ),
                    ),
                ),
            ],
        ),
        PageText(
            "handicap-et-grand-age",
            t("Handicap et grand âge", "Disability and old age"),
            t(
                "Une douche à la place d’une baignoire, une barre d’appui : nous adaptons les logements.",
                "A shower instead of a bath, a grab rail: we adapt homes.",
            ),
            [
                section(
                    ("Demander des travaux", "Ask for works"),
                    t.ol(
                        (
                            "Demandez un avis à votre médecin ou à un ergothérapeute.",
                            "Ask your doctor or an occupational therapist for advice.",
                        ),
                        ("Envoyez-le-nous avec votre demande.", "Send it to us with your request."),
                        (
                            "Un technicien vient voir le logement avec vous.",
                            "A technician comes to see the home with you.",
                        ),
                    ),
                    t.p(
                        (
                            "Quand les travaux ne sont pas possibles, nous cherchons un logement adapté.",
                            "When the works are not possible, we look for a suitable home.",
                        )
                    ),
                )
            ],
        ),
    ],
)

ABOUT = SectionText(
    "nous-connaitre",
    t("Nous connaître", "About us"),
    t(
        "Qui nous sommes, ce à quoi nous nous engageons, comment travailler avec nous.",
        "Who we are, what we commit to, how to work with us.",
    ),
    [
        PageText(
            "qui-sommes-nous",
            t("Qui sommes-nous ?", "Who are we?"),
            t(
                "Un office public de l’habitat : un bailleur public, sans actionnaire, rattaché à la collectivité.",
                "A public housing authority: a public landlord without shareholders, attached to local government.",
            ),
            [
                section(
                    ("Notre métier", "Our work"),
                    t.p(
                        (
                            "Nous construisons des logements, nous les louons à loyer modéré et nous les "
                            "entretenons. Les loyers servent à cela, et à rien d’autre.",
                            "We build homes, let them at affordable rents and look after them. Rents pay for that, "
                            "and for nothing else.",
                        )
                    ),
                ),
                section(
                    ("Qui décide", "Who decides"),
                    t.p(
                        (
                            "Un conseil d’administration vote le budget et les grands projets. Des locataires élus "
                            "y siègent : vous les choisissez tous les quatre ans.",
                            "A board votes the budget and the large projects. Elected tenants sit on it: you choose "
                            "them every four years.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "nos-engagements",
            t("Nos engagements", "Our commitments"),
            t(
                "Des délais clairs, une réponse à chaque demande, quelqu’un à qui parler.",
                "Clear deadlines, an answer to every request, someone to talk to.",
            ),
            [
                section(
                    ("Répondre", "Answer"),
                    t.ul(
                        (
                            "Une urgence : nous venons dans les quatre heures.",
                            "An emergency: we come within four hours.",
                        ),
                        ("Une panne gênante : dans la journée.", "A troublesome fault: within a day."),
                        ("Le reste : en cinq jours ouvrés.", "The rest: in five working days."),
                        (
                            "Une première réponse à toute demande en 48 heures.",
                            "A first answer to any request within 48 hours.",
                        ),
                    ),
                ),
                section(
                    ("Respecter", "Respect"),
                    t.p(
                        (
                            "Nous prévenons avant de venir. Nous disons quand nous sommes en retard, et pourquoi.",
                            "We tell you before we come. We say when we are late, and why.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "travailler-avec-nous",
            t("Travailler avec nous", "Work with us"),
            t(
                "Gardien, technicienne, conseiller, comptable : nous recrutons toute l’année.",
                "Caretaker, technician, adviser, accountant: we recruit all year round.",
            ),
            [
                section(
                    ("Envoyer sa candidature", "Apply"),
                    t.p(
                        (
                            "Écrivez-nous avec un CV et quelques lignes. Nous répondons à toutes les candidatures.",
                            "Write to us with a CV and a few lines. We answer every application.",
                        )
                    ),
                ),
                section(
                    ("Stages et apprentissage", "Internships and apprenticeships"),
                    t.p(
                        (
                            "Nous accueillons des élèves de troisième, des étudiants et des apprentis.",
                            "We welcome pupils, students and apprentices.",
                        )
                    ),
                ),
            ],
        ),
        PageText(
            "marches-publics",
            t("Marchés publics", "Public contracts"),
            t(
                "Entreprises : où trouver nos consultations et comment y répondre.",
                "Companies: where to find our calls for tender and how to answer.",
            ),
            [
                section(
                    ("Nos consultations", "Our calls for tender"),
                    t.p(
                        (
                            "Elles sont publiées sur la plateforme des achats de la région. La réponse se fait en "
                            "ligne, sans frais.",
                            "They are published on the region’s purchasing platform. You answer online, free of "
                            "charge.",
                        )
                    ),
                )
            ],
        ),
    ],
)

SECTIONS = [RENT, LIVE, ABOUT]

LEGAL = [
    PageText(
        "mentions-legales",
        t("Mentions légales", "Legal notice"),
        t("Qui publie ce site, qui l’héberge.", "Who publishes this site, who hosts it."),
        [
            section(
                ("Éditeur", "Publisher"),
                t.p(
                    (
                        "C’Chartres habitat, office public de l’habitat, 1 place de la Démonstration, 28000 Chartres.",
                        "C’Chartres habitat, public housing authority, 1 place de la Démonstration, 28000 Chartres.",
                    ),
                    (
                        "Directrice de la publication : la directrice générale.",
                        "Publication director: the chief executive.",
                    ),
                ),
            ),
            section(
                ("Hébergement", "Hosting"),
                t.p(
                    (
                        "Ce site est une démonstration : il tourne sur l’ordinateur de qui l’a installé.",
                        "This site is a demonstration: it runs on the computer of whoever installed it.",
                    )
                ),
            ),
            section(
                ("Reprendre nos contenus", "Reusing our contents"),
                t.p(
                    (
                        "Vous pouvez citer nos textes en disant d’où ils viennent. Les images de ce site sont des "
                        "dessins faits par un programme.",
                        "You may quote our texts if you say where they come from. The pictures of this site are "
                        "drawings made by a program.",
                    )
                ),
            ),
        ],
    ),
    PageText(
        "donnees-personnelles",
        t("Données personnelles", "Personal data"),
        t(
            "Ce que nous savons de vous, pourquoi, combien de temps, et vos droits.",
            "What we know about you, why, for how long, and your rights.",
        ),
        [
            section(
                ("Quand vous visitez le site", "When you visit the site"),
                t.p(
                    (
                        "Rien n’est enregistré sur vous : ni traceur, ni mesure d’audience, ni cookie sur les pages "
                        "publiques.",
                        "Nothing is recorded about you: no tracker, no audience measurement, no cookie on public "
                        "pages.",
                    )
                ),
            ),
            section(
                ("Dans votre espace locataire", "In your tenant area"),
                t.p(
                    (
                        "Nous gardons ce qu’il faut pour votre bail : votre nom, votre adresse, vos paiements, vos "
                        "documents et vos demandes. Seules les personnes qui s’occupent de votre dossier les voient.",
                        "We keep what your lease needs: your name, your address, your payments, your documents and "
                        "your requests. Only those who handle your file see them.",
                    ),
                    (
                        "Un cookie sert à vous reconnaître tant que vous êtes connecté. Il ne sert à rien d’autre.",
                        "A cookie recognises you as long as you are logged in. It serves no other purpose.",
                    ),
                ),
            ),
            section(
                ("Vos droits", "Your rights"),
                t.p(
                    (
                        "Vous pouvez demander à voir vos données, à les corriger, à les recevoir ou à les effacer "
                        "quand la loi le permet. Écrivez-nous ; nous répondons en un mois.",
                        "You can ask to see your data, to correct them, to receive them or to erase them when the "
                        "law allows it. Write to us; we answer within a month.",
                    ),
                    (
                        "Si notre réponse ne vous convient pas, adressez-vous à la CNIL.",
                        "If our answer does not satisfy you, turn to the CNIL.",
                    ),
                ),
            ),
        ],
    ),
]
