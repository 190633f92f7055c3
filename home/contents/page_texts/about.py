"""Who the landlord is, and what it promises."""

from home.contents.page_texts.writing import PageText, SectionText, section, t

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
