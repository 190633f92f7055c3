"""What a tenant reads about daily life."""

from home.contents.page_texts.writing import PageText, SectionText, notice, section, t

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
