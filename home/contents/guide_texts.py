"""The demonstration's guides: what to do, step by step, in four situations."""

from dataclasses import dataclass, field

from home.contents.bilingual import Bilingual

t = Bilingual()


@dataclass(frozen=True)
class StepText:
    """A step: its title, and its text as rich text. `group` opens a group of steps under that heading.

    `screen` names a picture of `home/contents/screens/`, and `screen_alt` says what it shows.
    """

    title: str
    text: str
    group: str = ""
    screen: str = ""
    screen_alt: str = ""


@dataclass(frozen=True)
class GuideText:
    """A guide to make. `situation` and `theme` are values of GuidePage's choices; `related` are slugs."""

    slug: str
    title: str
    lead: str
    situation: str
    theme: str
    steps: list[StepText]
    needs: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)


def step(
    title: tuple[str, str],
    *paragraphs: tuple[str, str],
    group: tuple[str, str] | None = None,
    screen: str = "",
    screen_alt: tuple[str, str] = ("", ""),
) -> StepText:
    """Return a step of paragraphs."""
    return StepText(t(*title), t.p(*paragraphs), t(*group) if group else "", screen, t(*screen_alt) if screen else "")


GUIDES = [
    GuideText(
        "entrer-dans-mon-logement",
        t("Entrer dans mon logement", "Move into my home"),
        t(
            "De la signature du bail à la remise des clés : quoi apporter, quoi vérifier.",
            "From signing the lease to receiving the keys: what to bring, what to check.",
        ),
        "arrive",
        "logement",
        [
            step(
                ("Signez votre bail", "Sign your lease"),
                (
                    "Nous le lisons avec vous. Posez toutes vos questions : sur le loyer, les charges, le dépôt de "
                    "garantie.",
                    "We read it with you. Ask all your questions: about the rent, the charges, the deposit.",
                ),
            ),
            step(
                ("Assurez le logement", "Insure the home"),
                (
                    "L’attestation est demandée le jour des clés. Sans elle, nous ne pouvons pas vous les remettre.",
                    "The certificate is asked for on the day of the keys. Without it we cannot hand them over.",
                ),
            ),
            step(
                ("Faites l’état des lieux", "Check the home with us"),
                (
                    "Regardez chaque pièce avec nous. Essayez les robinets, les prises, les volets. Faites noter ce "
                    "qui est abîmé.",
                    "Look at each room with us. Try the taps, the sockets, the shutters. Have anything damaged "
                    "written down.",
                ),
                (
                    "Vous voyez un défaut plus tard ? Vous avez dix jours pour le faire ajouter.",
                    "Do you notice a fault later? You have ten days to have it added.",
                ),
            ),
            step(
                ("Ouvrez vos contrats", "Open your contracts"),
                (
                    "Électricité, gaz, internet : appelez les fournisseurs avec le numéro de compteur noté sur "
                    "l’état des lieux.",
                    "Electricity, gas, internet: call the suppliers with the meter number written on the report.",
                ),
            ),
        ],
        [
            t("Une pièce d’identité", "An identity document"),
            t("L’attestation d’assurance habitation", "The home insurance certificate"),
            t("Un moyen de payer le dépôt de garantie", "A means of paying the deposit"),
        ],
        ["mon-espace-locataire-mode-d-emploi", "demander-les-aides-au-logement"],
    ),
    GuideText(
        "mon-espace-locataire-mode-d-emploi",
        t("Mon espace locataire : mode d’emploi", "My tenant area: how to use it"),
        t(
            "Gratuit, simple, pratique et sécurisé, 24 heures sur 24, sur téléphone, tablette ou ordinateur.",
            "Free, simple, practical and secure, 24 hours a day, on a phone, a tablet or a computer.",
        ),
        "arrive",
        "espace",
        [
            step(
                ("Allez sur le site", "Go to the site"),
                (
                    "En haut de chaque page, choisissez « Mon espace locataire ».",
                    "At the top of each page, choose “My tenant area”.",
                ),
                group=("Créer son compte", "Create your account"),
            ),
            step(
                ("Dites qui vous êtes", "Say who you are"),
                (
                    "Écrivez votre nom et votre prénom comme sur l’avis d’échéance, puis votre référence client : "
                    "les 9 chiffres en haut de l’avis.",
                    "Write your name as on the rent notice, then your customer reference: the 9 digits at the top "
                    "of the notice.",
                ),
                ("Choisissez un mot de passe.", "Choose a password."),
            ),
            step(
                ("Confirmez", "Confirm"),
                (
                    "Ouvrez l’e-mail reçu et suivez le lien. Ensuite, votre adresse e-mail et votre mot de passe "
                    "suffisent.",
                    "Open the e-mail you receive and follow the link. After that, your e-mail address and your "
                    "password are enough.",
                ),
            ),
            step(
                ("Regardez votre solde", "Look at your balance"),
                (
                    "Il est sur l’accueil. Un solde en rouge veut dire qu’un paiement est en retard.",
                    "It is on the first page. A balance in red means that a payment is late.",
                ),
                screen="solde",
                screen_alt=(
                    "L’accueil de l’espace locataire : le solde, en votre faveur, de 95,50 €.",
                    "The first page of the tenant area: the balance, €95.50 in your favour.",
                ),
                group=("Régler son loyer en ligne", "Pay the rent online"),
            ),
            step(
                ("Payez tout ou une partie", "Pay all or part of it"),
                (
                    "Le bouton « Payer » règle le loyer entier ou la somme que vous choisissez.",
                    "The “Pay” button pays the whole rent or the sum you choose.",
                ),
            ),
            step(
                ("Demandez le prélèvement", "Ask for direct debit"),
                (
                    "Donnez vos coordonnées bancaires et choisissez un jour : le 6, le 8, le 10, le 12 ou le 15.",
                    "Give your bank details and choose a day: the 6th, 8th, 10th, 12th or 15th.",
                ),
            ),
            step(
                ("Ouvrez « Documents »", "Open “Documents”"),
                (
                    "Vos avis d’échéance, vos quittances et vos régularisations de charges y sont. Vous pouvez les "
                    "télécharger.",
                    "Your rent notices, receipts and yearly charges statements are there. You can download them.",
                ),
                screen="documents",
                screen_alt=(
                    "La page « Documents » : trois filtres, puis les documents par année, chacun à télécharger.",
                    "The “Documents” page: three filters, then the documents by year, each to download.",
                ),
                group=("Consulter ses documents", "See your documents"),
            ),
            step(
                ("Vérifiez votre dossier", "Check your file"),
                (
                    "Adresse, personnes qui vivent avec vous : corrigez ce qui a changé.",
                    "Address, people who live with you: correct what has changed.",
                ),
                screen="dossier",
                screen_alt=(
                    "La page « Votre dossier » : l’adresse, la résidence et le type du logement.",
                    "The “Your file” page: the address, the residence and the type of home.",
                ),
                group=("Mettre à jour son dossier", "Keep your file up to date"),
            ),
            step(
                ("Envoyez votre attestation d’assurance", "Send your insurance certificate"),
                (
                    "Nom de l’assureur, numéro de police, début et fin, puis le document. Terminez par « Valider ».",
                    "Name of the insurer, policy number, start and end, then the document. Finish with “Confirm”.",
                ),
            ),
            step(
                ("Décrivez le problème", "Describe the problem"),
                (
                    "Choisissez le lieu et le motif, écrivez quelques mots, ajoutez une photo. Dites quand on peut "
                    "venir.",
                    "Choose the place and the reason, write a few words, add a photo. Say when we can come.",
                ),
                group=("Faire une demande", "Make a request"),
            ),
            step(
                ("Suivez la réponse", "Follow the answer"),
                (
                    "Vous êtes prévenu à chaque étape. Vous voyez aussi les demandes en cours dans votre résidence.",
                    "You are told at each step. You also see the requests under way in your residence.",
                ),
            ),
        ],
        [
            t("Un avis d’échéance", "A rent notice"),
            t("Une adresse e-mail", "An e-mail address"),
        ],
        ["comprendre-mon-avis-d-echeance", "signaler-une-panne"],
    ),
    GuideText(
        "demander-les-aides-au-logement",
        t("Demander l’aide au logement", "Ask for housing benefit"),
        t(
            "L’APL baisse votre loyer. La demande se fait à la CAF ou à la MSA, dès l’entrée dans le logement.",
            "Housing benefit lowers your rent. Ask the CAF or the MSA as soon as you move in.",
        ),
        "arrive",
        "loyer",
        [
            step(
                ("Faites une simulation", "Run a simulation"),
                (
                    "Le site de la CAF vous dit en dix minutes si vous y avez droit, et à combien.",
                    "The CAF’s site tells you in ten minutes whether you qualify, and for how much.",
                ),
            ),
            step(
                ("Déposez la demande", "Send the request"),
                (
                    "Faites-la le mois de votre entrée : l’aide n’est pas versée pour les mois passés.",
                    "Do it in the month you move in: the benefit is not paid for past months.",
                ),
            ),
            step(
                ("Nous faisons le reste", "We do the rest"),
                (
                    "La CAF nous verse l’aide et nous l’ôtons de votre loyer : vous ne payez que la différence.",
                    "The CAF pays us and we take it off your rent: you only pay the difference.",
                ),
            ),
            step(
                ("Signalez tout changement", "Report any change"),
                (
                    "Naissance, séparation, travail : dites-le à la CAF pour éviter de devoir rembourser.",
                    "A birth, a separation, a job: tell the CAF, so that you do not have to pay back.",
                ),
            ),
        ],
        [
            t("Votre numéro d’allocataire, si vous en avez un", "Your beneficiary number, if you have one"),
            t("Votre bail", "Your lease"),
            t("Vos revenus des douze derniers mois", "Your income over the last twelve months"),
        ],
        ["entrer-dans-mon-logement"],
    ),
    GuideText(
        "signaler-une-panne",
        t("Signaler une panne", "Report a fault"),
        t(
            "Ascenseur, chauffage, fuite, porte : à qui le dire, et ce qu’il se passe ensuite.",
            "Lift, heating, leak, door: whom to tell, and what happens next.",
        ),
        "live",
        "logement",
        [
            step(
                ("Danger ? Téléphonez", "Danger? Call"),
                (
                    "Gaz, incendie, inondation, personne bloquée dans un ascenseur : appelez, n’écrivez pas. En "
                    "danger immédiat, composez le 112.",
                    "Gas, fire, flood, someone stuck in a lift: call, do not write. In immediate danger, dial 112.",
                ),
            ),
            step(
                ("Regardez si c’est déjà connu", "See whether it is already known"),
                (
                    "Les pannes en cours sont affichées sur la page de votre résidence et dans votre espace.",
                    "Faults under way are shown on your residence’s page and in your area.",
                ),
            ),
            step(
                ("Décrivez ce que vous voyez", "Describe what you see"),
                (
                    "Le lieu, depuis quand, une photo si vous pouvez. Trois lignes suffisent.",
                    "The place, since when, a photo if you can. Three lines are enough.",
                ),
            ),
            step(
                ("Suivez la réparation", "Follow the repair"),
                (
                    "Vous recevez une première réponse en 48 heures, puis un message à chaque étape.",
                    "You receive a first answer within 48 hours, then a message at each step.",
                ),
            ),
        ],
        [],
        ["mon-espace-locataire-mode-d-emploi"],
    ),
    GuideText(
        "comprendre-mon-avis-d-echeance",
        t("Comprendre mon avis d’échéance", "Understand my rent notice"),
        t(
            "Ligne par ligne : ce que vous devez, ce qui est retiré, et pour quand.",
            "Line by line: what you owe, what is taken off, and by when.",
        ),
        "live",
        "loyer",
        [
            step(
                ("En haut : qui vous êtes", "At the top: who you are"),
                (
                    "Votre référence client (9 chiffres) et le numéro de votre dossier. Gardez-les près de vous "
                    "quand vous nous appelez.",
                    "Your customer reference (9 digits) and the number of your file. Keep them at hand when you "
                    "call us.",
                ),
            ),
            step(
                ("Au milieu : le mois", "In the middle: the month"),
                (
                    "Le loyer, les charges et, s’il y en a, le garage. Puis ce qui est retiré : APL et réduction de "
                    "loyer de solidarité.",
                    "The rent, the charges and, if any, the garage. Then what is taken off: housing benefit and the "
                    "solidarity reduction.",
                ),
            ),
            step(
                ("En bas : ce qu’il faut payer", "At the bottom: what to pay"),
                (
                    "Le solde d’avant, vos paiements, le total du mois et le net à payer, avec la date.",
                    "The earlier balance, your payments, the month’s total and the net amount to pay, with the date.",
                ),
            ),
        ],
        [],
        ["mon-espace-locataire-mode-d-emploi", "payer-en-plusieurs-fois"],
    ),
    GuideText(
        "ma-famille-change",
        t("Ma famille change", "My family changes"),
        t(
            "Naissance, mariage, séparation, décès : ce qu’il faut nous dire, et pourquoi.",
            "A birth, a wedding, a separation, a death: what to tell us, and why.",
        ),
        "live",
        "dossier",
        [
            step(
                ("Prévenez-nous", "Tell us"),
                (
                    "Le nombre de personnes compte pour les aides et pour la taille du logement.",
                    "The number of people counts for benefits and for the size of the home.",
                ),
            ),
            step(
                ("Mettez le bail à jour", "Update the lease"),
                (
                    "Mariage ou pacs : votre conjoint devient titulaire avec vous. Séparation : dites-nous qui reste.",
                    "Marriage or civil union: your partner becomes a holder with you. Separation: tell us who stays.",
                ),
            ),
            step(
                ("Prévenez aussi la CAF", "Tell the CAF too"),
                (
                    "Elle calcule l’aide au logement : un oubli peut coûter cher plus tard.",
                    "It works out your housing benefit: forgetting can be expensive later.",
                ),
            ),
        ],
        [t("Un justificatif : livret de famille, jugement, acte", "Proof: family record, court ruling, certificate")],
        ["demander-les-aides-au-logement"],
    ),
    GuideText(
        "du-mal-a-payer",
        t("J’ai du mal à payer mon loyer", "I struggle to pay my rent"),
        t(
            "N’attendez pas : plus tôt vous appelez, plus il y a de solutions. Personne ne vous jugera.",
            "Do not wait: the sooner you call, the more can be done. Nobody will judge you.",
        ),
        "arrears",
        "loyer",
        [
            step(
                ("Appelez-nous", "Call us"),
                (
                    "Une conseillère en économie sociale et familiale regarde votre budget avec vous. C’est gratuit "
                    "et cela reste entre vous.",
                    "A social adviser looks at your budget with you. It is free of charge and stays between you.",
                ),
            ),
            step(
                ("Payez ce que vous pouvez", "Pay what you can"),
                (
                    "Même une partie : cela montre votre bonne volonté et garde vos aides.",
                    "Even a part: it shows that you are willing and keeps your benefits.",
                ),
            ),
            step(
                ("Demandez les aides", "Ask for help"),
                (
                    "Le fonds de solidarité pour le logement peut payer une partie de la dette. Nous remplissons le "
                    "dossier avec vous.",
                    "The housing solidarity fund can pay part of the debt. We fill in the file with you.",
                ),
            ),
            step(
                ("Étalez la dette", "Spread the debt"),
                (
                    "Un plan d’apurement répartit la somme sur plusieurs mois, à votre mesure.",
                    "A payment plan spreads the sum over several months, within your means.",
                ),
            ),
        ],
        [
            t("Votre dernier avis d’échéance", "Your latest rent notice"),
            t("Vos revenus et vos dépenses du mois", "Your income and spending of the month"),
        ],
        ["payer-en-plusieurs-fois", "demander-les-aides-au-logement"],
    ),
    GuideText(
        "payer-en-plusieurs-fois",
        t("Payer une somme en plusieurs fois", "Pay a sum in instalments"),
        t(
            "Une régularisation, une dette, une grosse facture : nous pouvons l’étaler.",
            "A yearly statement, a debt, a large bill: we can spread it.",
        ),
        "arrears",
        "loyer",
        [
            step(
                ("Dites-nous combien vous pouvez payer", "Tell us how much you can pay"),
                (
                    "Par téléphone ou à l’accueil. Proposez une somme que vous êtes sûr de tenir.",
                    "By phone or at the desk. Offer a sum that you are sure to keep to.",
                ),
            ),
            step(
                ("Recevez l’échéancier", "Receive the schedule"),
                (
                    "Il dit combien payer, et quand. Il s’ajoute au loyer du mois.",
                    "It says how much to pay, and when. It comes on top of the month’s rent.",
                ),
            ),
            step(
                ("Un mois difficile ? Appelez avant", "A hard month? Call first"),
                (
                    "Nous pouvons changer l’échéancier. Ce qui compte, c’est de prévenir.",
                    "We can change the schedule. What counts is to tell us.",
                ),
            ),
        ],
        [],
        ["du-mal-a-payer"],
    ),
    GuideText(
        "quitter-mon-logement",
        t("Quitter mon logement", "Leave my home"),
        t(
            "Préavis, état des lieux, dépôt de garantie : les étapes, dans l’ordre.",
            "Notice, inspection, deposit: the steps, in order.",
        ),
        "leave",
        "logement",
        [
            step(
                ("Envoyez votre préavis", "Send your notice"),
                (
                    "Une lettre recommandée, trois mois avant. Un mois suffit dans certains cas : premier emploi, "
                    "perte d’emploi, santé, mutation dans le parc social.",
                    "A registered letter, three months ahead. One month is enough in some cases: first job, loss of "
                    "a job, health, transfer within social housing.",
                ),
            ),
            step(
                ("Préparez la visite", "Prepare the visit"),
                (
                    "Nous passons une première fois et vous disons ce qui est à remettre en état.",
                    "We come a first time and tell you what needs mending.",
                ),
            ),
            step(
                ("Rendez les clés", "Hand back the keys"),
                (
                    "Le logement est vide et propre. Nous faisons l’état des lieux ensemble.",
                    "The home is empty and clean. We inspect it together.",
                ),
            ),
            step(
                ("Recevez votre dépôt de garantie", "Receive your deposit"),
                (
                    "Il revient sous un mois si tout est en ordre, deux mois sinon, moins ce qui reste à payer.",
                    "It comes back within a month if everything is in order, two months if not, less what is owed.",
                ),
            ),
        ],
        [
            t("Votre nouvelle adresse", "Your new address"),
            t("Toutes les clés et les badges", "All keys and badges"),
            t("Un relevé d’identité bancaire", "Your bank details"),
        ],
        ["ma-famille-change"],
    ),
    GuideText(
        "un-proche-est-decede",
        t("Un proche locataire est décédé", "A relative who was a tenant has died"),
        t(
            "Ce qu’il faut faire pour le bail, sans se presser, avec quelqu’un pour vous aider.",
            "What to do about the lease, without rushing, with someone to help you.",
        ),
        "leave",
        "dossier",
        [
            step(
                ("Appelez-nous", "Call us"),
                (
                    "Nous vous donnons le nom d’une conseillère : elle suit le dossier du début à la fin.",
                    "We give you the name of an adviser: she follows the file from beginning to end.",
                ),
            ),
            step(
                ("Envoyez l’acte de décès", "Send the death certificate"),
                (
                    "Le bail s’arrête ce jour-là, sauf si un conjoint ou un proche qui vivait là peut le reprendre.",
                    "The lease ends that day, unless a partner or a relative who lived there can take it over.",
                ),
            ),
            step(
                ("Videz le logement", "Empty the home"),
                (
                    "Nous convenons d’une date. S’il vous faut plus de temps, dites-le.",
                    "We agree on a date. If you need more time, say so.",
                ),
            ),
        ],
        [t("L’acte de décès", "The death certificate")],
        ["quitter-mon-logement"],
    ),
]
