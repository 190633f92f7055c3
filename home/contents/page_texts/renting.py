"""What a visitor reads to rent a home."""

from home.contents.page_texts.writing import PageText, SectionText, notice, section, t

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
