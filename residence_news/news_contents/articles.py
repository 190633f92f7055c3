"""The news of the demonstration: a fictional landlord, in French and in English."""

from dataclasses import dataclass

from residence_news.models import Category

Words = tuple[str, str]


@dataclass(frozen=True)
class Article:
    """A piece of news, each text in French and in English; `{r}` stands for the name of its first residence.

    `residences` are positions in the register. `scene` is the kind of its picture; without one it has none.
    """

    days_ago: int
    category: Category
    title: Words
    lead: Words
    paragraphs: tuple[Words, ...]
    residences: tuple[int, ...] = ()
    scene: str = ""
    alt: Words = ("", "")


ARTICLES = (
    Article(
        1,
        Category.TRAVAUX,
        ("Nouvelles façades à {r} : le chantier commence", "New façades at {r}: work begins"),
        (
            "Moins de froid en hiver, moins de chaud en été : dix mois de travaux pour isoler les trois bâtiments.",
            "Warmer in winter, cooler in summer: ten months of work to insulate the three buildings.",
        ),
        (
            (
                "Les échafaudages arrivent le mois prochain, bâtiment par bâtiment. Vous pouvez rester chez vous "
                "pendant tout le chantier. Les ouvriers travaillent du lundi au vendredi, de 8 h à 17 h.",
                "Scaffolding goes up next month, one building at a time. You can stay at home throughout. "
                "The builders work from Monday to Friday, 8 a.m. to 5 p.m.",
            ),
            (
                "Avant que votre bâtiment commence, une personne du chantier passe vous voir. Elle vous dit quand "
                "vider le balcon et quelles fenêtres seront changées.",
                "Before your building starts, someone from the site will call on you. They will tell you when to "
                "clear your balcony and which windows will be replaced.",
            ),
            (
                "Une fois l’isolation posée, le chauffage devrait coûter environ un tiers de moins. Nous le "
                "vérifierons avec vous au bout d’un an, compteurs à l’appui.",
                "Once the insulation is in place, heating should cost about a third less. We will check it with you "
                "after a year, meters in hand.",
            ),
        ),
        residences=(0,),
        scene="works",
        alt=(
            "Illustration : un immeuble entouré d’échafaudages",
            "Illustration: a building surrounded by scaffolding",
        ),
    ),
    Article(
        3,
        Category.LOYER_ET_CHARGES,
        ("Comprendre la régularisation de vos charges", "Understanding your yearly charges statement"),
        (
            "Le relevé annuel arrive dans votre espace. Trois lignes suffisent pour savoir ce qui a changé.",
            "The yearly statement is arriving in your tenant area. Three lines are enough to see what has changed.",
        ),
        (
            (
                "Chaque mois, vous payez une provision : une avance sur l’eau, le chauffage, l’ascenseur et "
                "l’entretien. Une fois par an, nous comparons cette avance à ce qui a vraiment été dépensé.",
                "Each month you pay an advance for water, heating, the lift and upkeep. Once a year, we compare that "
                "advance with what was really spent.",
            ),
            (
                "Vous avez trop versé : la différence vient en moins sur un prochain loyer. Vous n’avez pas assez "
                "versé : appelez-nous, nous pouvons étaler la somme.",
                "You paid too much: the difference comes off a coming rent. You did not pay enough: call us, we can "
                "spread the amount.",
            ),
        ),
    ),
    Article(
        6,
        Category.VIE_DES_RESIDENCES,
        ("Un jardin partagé ouvre au pied des immeubles", "A shared garden opens at the foot of the buildings"),
        (
            "Douze parcelles, une cabane à outils, de l’eau de pluie : les habitants de {r} ont fait le plan.",
            "Twelve plots, a tool shed and rainwater: the people of {r} drew the plan themselves.",
        ),
        (
            (
                "L’idée est née pendant un repas d’immeuble. Deux ans plus tard, les premières salades poussent. "
                "L’association des jardiniers garde quatre parcelles pour les familles qui arrivent.",
                "The idea came up at a neighbours’ meal. Two years later, the first lettuces are growing. The "
                "gardeners’ association keeps four plots for families who move in.",
            ),
            (
                "Pour une parcelle, laissez un mot au gardien. Il n’y a rien à payer.",
                "To have a plot, leave a note with the caretaker. There is nothing to pay.",
            ),
        ),
        residences=(2, 3),
        scene="garden",
        alt=(
            "Illustration : un jardin partagé et ses parcelles",
            "Illustration: a shared garden and its plots",
        ),
    ),
    Article(
        9,
        Category.DEMARCHES,
        ("Assurance habitation : pensez à l’attestation", "Home insurance: remember your certificate"),
        (
            "Chaque année, nous vous demandons la preuve que votre logement est assuré. Voici comment la donner.",
            "Every year we ask you to show that your home is insured. Here is how.",
        ),
        (
            (
                "Demandez l’attestation à votre assureur : elle est gratuite. Une photo bien nette suffit, "
                "ou le fichier PDF qu’il vous envoie.",
                "Ask your insurer for the certificate: it is free. A clear photo is enough, or the PDF they send you.",
            ),
            (
                "Vous pouvez l’apporter à l’accueil ou la donner au gardien. Sans assurance, un dégât des eaux "
                "peut coûter très cher.",
                "You can bring it to the desk or hand it to the caretaker. Without insurance, water damage can cost "
                "a great deal.",
            ),
        ),
    ),
    Article(
        13,
        Category.ENVIRONNEMENT,
        ("Les biodéchets ont leur bac", "Food waste gets its own bin"),
        (
            "Épluchures, restes de repas, marc de café : depuis ce mois-ci, ils ne vont plus avec les ordures.",
            "Peelings, leftovers, coffee grounds: from this month they no longer go with ordinary waste.",
        ),
        (
            (
                "Un bac marron se trouve maintenant à côté des autres. Il est vidé deux fois par semaine et "
                "lavé chaque mois.",
                "A brown bin now stands beside the others. It is emptied twice a week and washed every month.",
            ),
            (
                "Le gardien vous donne un petit seau aéré et un rouleau de sacs en papier. Ce qui est ramassé "
                "devient du compost pour les parcs de la ville.",
                "The caretaker will give you a small ventilated pail and a roll of paper bags. What is collected "
                "becomes compost for the town’s parks.",
            ),
        ),
        scene="landscape",
        alt=("Illustration : un paysage de champs et d’arbres", "Illustration: a landscape of fields and trees"),
    ),
    Article(
        17,
        Category.INSTITUTION,
        ("Trente-quatre logements livrés près de la gare", "Thirty-four homes completed near the station"),
        (
            "Les premières familles ont reçu leurs clés. La moitié des appartements est accessible en fauteuil.",
            "The first families have their keys. Half the flats can be reached in a wheelchair.",
        ),
        (
            (
                "Du deux au cinq pièces, chaque appartement a un balcon ou un jardin. Des panneaux solaires "
                "produisent l’électricité de l’ascenseur et des lampes de l’escalier.",
                "From two to five rooms, each flat has a balcony or a garden. Solar panels produce the electricity "
                "for the lift and the stairway lights.",
            ),
            (
                "Les logements ont été attribués en commission, selon la composition des familles et leurs revenus.",
                "A committee allotted the homes, according to the size of each family and its income.",
            ),
        ),
        scene="works",
        alt=(
            "Illustration : un immeuble neuf et une grue de chantier",
            "Illustration: a new building and a site crane",
        ),
    ),
    Article(
        22,
        Category.LOYER_ET_CHARGES,
        ("Prime, aide, échéancier : quand le loyer devient lourd", "Grants, aid, instalments: when rent weighs heavy"),
        (
            "Un salaire en moins, une séparation, une maladie : appelez dès le premier mois difficile.",
            "One wage less, a separation, an illness: call as soon as the first month gets difficult.",
        ),
        (
            (
                "Plus vous appelez tôt, plus il y a de solutions : un paiement en plusieurs fois, une demande au "
                "fonds de solidarité, une nouvelle étude de votre aide au logement.",
                "The earlier you call, the more solutions there are: paying in several parts, a request to the "
                "solidarity fund, a new look at your housing benefit.",
            ),
            (
                "Nos conseillères en économie sociale reçoivent sur rendez-vous. L’entretien est gratuit et reste "
                "entre vous et elles.",
                "Our welfare advisers see people by appointment. It is free of charge and stays between you and them.",
            ),
        ),
    ),
    Article(
        28,
        Category.TRAVAUX,
        ("Chauffage : la nouvelle chaufferie est en route", "Heating: the new boiler house is running"),
        (
            "À {r}, les chaudières à bois remplacent celles au gaz, vieilles de vingt-huit ans.",
            "At {r}, wood-fired boilers replace the gas ones, twenty-eight years old.",
        ),
        (
            (
                "Le réglage dure quelques semaines. Si votre logement reste sous 19 degrés, dites-le au gardien : "
                "un technicien passe le jour même ou le lendemain.",
                "Fine-tuning takes a few weeks. If your home stays under 19 degrees, tell the caretaker: a "
                "technician comes the same day or the next.",
            ),
            (
                "Le bois vient de forêts situées à moins de quatre-vingts kilomètres.",
                "The wood comes from forests less than eighty kilometres away.",
            ),
        ),
        residences=(4,),
        scene="warmth",
        alt=(
            "Illustration : un intérieur bien chauffé",
            "Illustration: a well heated room",
        ),
    ),
    Article(
        35,
        Category.VIE_DES_RESIDENCES,
        ("Élections des représentants : vos voisins au conseil", "Electing representatives: neighbours on the board"),
        (
            "Quatre locataires siègent au conseil d’administration et votent le budget. Vous pouvez être candidat.",
            "Four tenants sit on the board and vote on the budget. You may now stand for election.",
        ),
        (
            (
                "Il faut avoir dix-huit ans, être locataire et à jour de son loyer, ou suivre un échéancier. "
                "Les associations de locataires aident à composer les listes.",
                "You must be eighteen, a tenant, and up to date with your rent or keeping to an instalment plan. "
                "Tenants’ associations help put lists together.",
            ),
            (
                "Le vote se fait par courrier ou en ligne. Le bulletin arrive chez vous trois semaines avant.",
                "You vote by post or online. The ballot reaches you three weeks before.",
            ),
        ),
    ),
    Article(
        44,
        Category.DEMARCHES,
        ("Changer de logement : échanger avec un autre locataire", "Moving: swapping homes with another tenant"),
        (
            "Les enfants sont partis, ou la famille s’agrandit ? L’échange est souvent plus rapide qu’une demande.",
            "The children have left, or the family is growing? A swap is often faster than an application.",
        ),
        (
            (
                "Deux locataires qui se sont trouvés nous écrivent ensemble. Nous vérifions que chaque logement "
                "convient, puis nous préparons les deux baux.",
                "Two tenants who have found each other write to us together. We check that each home suits, then "
                "prepare both leases.",
            ),
        ),
    ),
    Article(
        58,
        Category.ENVIRONNEMENT,
        ("Des nichoirs pour les martinets sous les toits", "Nesting boxes for swifts under the roofs"),
        (
            "Quarante nichoirs attendent le retour des oiseaux, au printemps, sur les murs de {r}.",
            "Forty nesting boxes on the walls of {r} await the birds’ return in spring.",
        ),
        (
            (
                "Avec une association de naturalistes, nous avons choisi les façades les plus calmes. Les nichoirs "
                "ne touchent ni les fenêtres ni l’isolation.",
                "With a naturalists’ society we chose the quietest façades. The boxes touch neither windows nor "
                "insulation.",
            ),
        ),
        residences=(1, 5),
        scene="landscape",
        alt=("Illustration : des arbres au bord d’une rivière", "Illustration: trees by a river"),
    ),
    Article(
        73,
        Category.TRAVAUX,
        ("Des halls plus clairs et des portes plus légères", "Brighter halls and lighter doors"),
        (
            "Éclairage, boîtes aux lettres, portes qui s’ouvrent sans effort : cinq halls refaits cette saison.",
            "Lighting, letter boxes, doors that open without effort: five halls redone this season.",
        ),
        (
            (
                "Le badge qui ouvre la porte ne change pas. Les nouvelles boîtes ont une tablette pour poser un sac, "
                "demandée par plusieurs habitants.",
                "The badge that opens the door stays the same. The new letter boxes have a shelf to put a bag on, "
                "as several residents asked.",
            ),
        ),
        residences=(1, 2, 4),
        scene="hall",
        alt=(
            "Illustration : l’entrée claire d’un immeuble",
            "Illustration: the bright entrance of a building",
        ),
    ),
    Article(
        96,
        Category.INSTITUTION,
        ("Vos réponses à l’enquête : ce que nous changeons", "Your answers to the survey: what we are changing"),
        (
            "Deux locataires sur trois ont répondu. La propreté progresse, les réparations restent trop lentes.",
            "Two tenants in three answered. Cleanliness is improving; repairs still take too long.",
        ),
        (
            (
                "Nous avons signé un nouveau contrat avec les plombiers : deux jours au plus pour une fuite, au lieu "
                "de cinq. Les résultats seront publiés ici tous les trois mois.",
                "We have signed a new contract with the plumbers: two days at most for a leak, instead of five. "
                "Results will be published here every three months.",
            ),
        ),
    ),
    Article(
        131,
        Category.DEMARCHES,
        ("Départ : les bonnes dates pour donner congé", "Leaving: when to give notice"),
        (
            "Un mois ou trois mois de préavis ? Cela dépend de votre situation. Écrivez avant de réserver le camion.",
            "One month’s notice or three? It depends on your situation. Write before booking the lorry.",
        ),
        (
            (
                "Le délai commence le jour où nous recevons votre lettre. Une visite, quelques semaines avant la "
                "sortie, vous dit ce qu’il faut réparer pour retrouver votre dépôt de garantie.",
                "The period starts the day we receive your letter. A visit a few weeks before you leave tells you "
                "what to mend to get your deposit back.",
            ),
        ),
    ),
    Article(
        167,
        Category.VIE_DES_RESIDENCES,
        ("Canicule : qui appeler, où trouver du frais", "Heatwave: whom to call, where to keep cool"),
        (
            "Fermez les volets le jour, ouvrez la nuit, buvez souvent. Et frappez chez les voisins âgés.",
            "Close the shutters by day, open at night, drink often. And knock on your older neighbours’ doors.",
        ),
        (
            (
                "Les gardiens ont la liste des personnes qui ont demandé à être appelées. Pour y entrer, un mot à la "
                "loge suffit. La salle commune de {r}, au nord, reste ouverte l’après-midi.",
                "Caretakers keep a list of people who asked to be called. To be on it, a note at the lodge is "
                "enough. The common room at {r}, facing north, stays open in the afternoon.",
            ),
        ),
        residences=(0, 5),
        scene="courtyard",
        alt=("Illustration : une cour à l’ombre des arbres", "Illustration: a courtyard in the shade of trees"),
    ),
)
