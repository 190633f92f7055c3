"""What the law asks a public site to say."""

from home.contents.page_texts.writing import PageText, section, t

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
