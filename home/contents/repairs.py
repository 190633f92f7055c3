"""The demonstration's rules of « Qui répare ? », after decree 87-712, and the page that shows them."""

from typing import NamedTuple

from django.db import transaction
from wagtail.models import Locale

from home.contents.bilingual import Bilingual
from home.contents.translating import translate
from home.models import GuideIndexPage, RepairsPage, ReparationRule

t = Bilingual()

TITLE = t("Qui répare ?", "Who mends what?")
SLUG = t("qui-repare", "who-mends-what")
LEAD = t(
    "Ce que vous réparez, ce que nous réparons, et ce que fait une entreprise sous contrat. Cherchez la chose abîmée.",
    "What you mend, what we mend, and what a firm under contract does. Look for the thing that is damaged.",
)


class Rule(NamedTuple):
    """A rule: `place` and `who` are values of ReparationRule's choices."""

    place: str
    who: str
    name: str
    explanation: str
    next_step: str
    keywords: str


RULES = [
    Rule(
        "kitchen",
        "locataire",
        t("Joint de robinet de cuisine", "Kitchen tap washer"),
        t(
            "Un joint s’use avec le temps. Le changer fait partie du petit entretien.",
            "A washer wears out with time. Changing it is part of everyday upkeep.",
        ),
        t(
            "Coupez l’eau, puis changez le joint. On en trouve en magasin de bricolage.",
            "Turn the water off, then change the washer. DIY shops sell them.",
        ),
        t("fuite, goutte, robinet qui coule", "leak, drip, dripping tap"),
    ),
    Rule(
        "kitchen",
        "bailleur",
        t("Robinet de cuisine à remplacer", "Kitchen tap to replace"),
        t(
            "Quand le robinet est usé par l’âge, nous le remplaçons. S’il a été cassé, il est à votre charge.",
            "When the tap is worn out with age, we replace it. If it was broken, it is up to you.",
        ),
        t(
            "Faites une demande dans votre espace locataire, avec une photo.",
            "Send a request from your tenant area, with a photo.",
        ),
        t("mitigeur, mélangeur, robinetterie", "mixer tap, faucet"),
    ),
    Rule(
        "kitchen",
        "locataire",
        t("Évier bouché", "Blocked sink"),
        t(
            "Déboucher l’évier jusqu’à la colonne de l’immeuble est à votre charge.",
            "Unblocking the sink as far as the main pipe of the building is up to you.",
        ),
        t(
            "Nettoyez le siphon, puis passez une ventouse. Évitez les produits acides.",
            "Clean the trap, then use a plunger. Avoid acid products.",
        ),
        t("siphon, évacuation, canalisation, eau qui stagne", "trap, drain, standing water"),
    ),
    Rule(
        "kitchen",
        "locataire",
        t("Flexible de gaz de la cuisinière", "Gas hose of the cooker"),
        t(
            "Le tuyau qui relie la cuisinière au gaz vous appartient. Il a une date limite, inscrite dessus.",
            "The hose between the cooker and the gas is yours. Its expiry date is written on it.",
        ),
        t(
            "Changez-le avant sa date. Odeur de gaz : ouvrez, sortez et appelez le 0 800 47 33 33.",
            "Change it before that date. A smell of gas: open the windows, go out and call 0 800 47 33 33.",
        ),
        t("tuyau, gazinière", "gas pipe, stove"),
    ),
    Rule(
        "kitchen",
        "locataire",
        t("Portes et tiroirs de placard", "Cupboard doors and drawers"),
        t(
            "Régler une charnière, changer une poignée ou un loqueteau fait partie du petit entretien.",
            "Adjusting a hinge, changing a handle or a catch is part of everyday upkeep.",
        ),
        t(
            "Resserrez les vis. Un meuble fourni tombe en ruine ? Faites une demande.",
            "Tighten the screws. Is a fitted unit falling apart? Send a request.",
        ),
        t("charnière, poignée, meuble sous évier", "hinge, handle, unit under the sink"),
    ),
    Rule(
        "bathroom",
        "prestataire",
        t("Chasse d’eau qui coule", "Toilet that keeps running"),
        t(
            "Une entreprise entretient les chasses d’eau. Son passage est compris dans vos charges.",
            "A firm looks after toilet flushes. Its visits are included in your charges.",
        ),
        t(
            "Appelez-nous : nous vous donnons le numéro de l’entreprise.",
            "Call us: we give you the number of the firm.",
        ),
        t("wc, toilettes, fuite, flotteur, réservoir", "toilet, leak, float, cistern"),
    ),
    Rule(
        "bathroom",
        "locataire",
        t("Toilettes bouchées", "Blocked toilet"),
        t(
            "Déboucher les toilettes est à votre charge, sauf si toute la colonne est bouchée.",
            "Unblocking the toilet is up to you, unless the whole main pipe is blocked.",
        ),
        t(
            "Essayez une ventouse. Vos voisins ont le même problème ? Appelez-nous.",
            "Try a plunger. Do your neighbours have the same trouble? Call us.",
        ),
        t("wc, canalisation, engorgement", "toilet, drain"),
    ),
    Rule(
        "bathroom",
        "bailleur",
        t("Cuvette ou lavabo fendu par l’âge", "Toilet bowl or basin cracked with age"),
        t(
            "Nous remplaçons ce qui est usé. Une casse due à un choc est à votre charge.",
            "We replace what is worn out. Damage from a knock is up to you.",
        ),
        t("Faites une demande avec une photo de la fissure.", "Send a request with a photo of the crack."),
        t("wc, vasque, sanitaires, fissure", "toilet, basin, crack"),
    ),
    Rule(
        "bathroom",
        "locataire",
        t("Joint de baignoire ou de douche", "Seal of the bath or the shower"),
        t(
            "Le joint blanc autour de la baignoire noircit et se décolle. Le refaire est à votre charge.",
            "The white seal around the bath turns black and comes off. Redoing it is up to you.",
        ),
        t(
            "Grattez l’ancien joint, séchez, puis posez un joint en silicone.",
            "Scrape the old seal off, dry, then lay a silicone seal.",
        ),
        t("silicone, moisissure, étanchéité", "silicone, mould, seal"),
    ),
    Rule(
        "bathroom",
        "locataire",
        t("Flexible et pomme de douche", "Shower hose and head"),
        t(
            "Le flexible et la pomme de douche se changent facilement : c’est du petit entretien.",
            "The hose and the shower head are easy to change: it is everyday upkeep.",
        ),
        t(
            "Dévissez l’ancien, vissez le nouveau. Du vinaigre enlève le calcaire.",
            "Unscrew the old one, screw the new one on. Vinegar removes limescale.",
        ),
        t("douchette, calcaire", "hand shower, limescale"),
    ),
    Rule(
        "bathroom",
        "bailleur",
        t("Carrelage mural qui se décolle", "Wall tiles coming off"),
        t(
            "Si les carreaux tombent sans choc, le support est en cause : nous le réparons.",
            "When tiles fall without a knock, the wall behind is at fault: we mend it.",
        ),
        t("Faites une demande avec une photo. Gardez les carreaux.", "Send a request with a photo. Keep the tiles."),
        t("faïence, carreaux, salle d’eau", "tiles, bathroom wall"),
    ),
    Rule(
        "bathroom",
        "prestataire",
        t("Ventilation (VMC)", "Air extractor"),
        t(
            "Une entreprise entretient la ventilation de l’immeuble. Vous nettoyez la grille.",
            "A firm looks after the building’s air extraction. You clean the grille.",
        ),
        t(
            "Nettoyez la grille à l’eau savonneuse, ne la bouchez jamais. Plus d’air ? Appelez-nous.",
            "Wash the grille with soapy water, never block it. No more air? Call us.",
        ),
        t("bouche d’aération, humidité, buée, moisissure", "vent, damp, condensation, mould"),
    ),
    Rule(
        "heating",
        "prestataire",
        t("Chaudière individuelle en panne", "Boiler of your own that has broken down"),
        t(
            "Une entreprise entretient votre chaudière chaque année et la dépanne. C’est compris dans vos charges.",
            "A firm services your boiler each year and mends it. It is included in your charges.",
        ),
        t(
            "Appelez l’entreprise : son numéro est collé sur la chaudière.",
            "Call the firm: its number is on the boiler.",
        ),
        t("chauffage, eau chaude, gaz, panne", "heating, hot water, gas, fault"),
    ),
    Rule(
        "heating",
        "prestataire",
        t("Chauffage collectif froid", "Shared heating that is cold"),
        t(
            "Une entreprise règle le chauffage de l’immeuble. Il est allumé d’octobre à avril.",
            "A firm sets the heating of the building. It is on from October to April.",
        ),
        t(
            "Regardez les pannes en cours de votre résidence, puis appelez-nous.",
            "Look at the outages of your residence, then call us.",
        ),
        t("radiateur, température, panne", "radiator, temperature, fault"),
    ),
    Rule(
        "heating",
        "locataire",
        t("Radiateur à purger", "Radiator to bleed"),
        t(
            "Un radiateur froid en haut contient de l’air. Chauffage individuel : c’est à vous de le purger.",
            "A radiator that is cold at the top holds air. Heating of your own: bleeding it is up to you.",
        ),
        t(
            "Ouvrez la vis de purge jusqu’à ce que l’eau sorte. Chauffage collectif : appelez-nous.",
            "Open the bleed screw until water comes out. Shared heating: call us.",
        ),
        t("purge, air, bruit", "bleeding, air, noise"),
    ),
    Rule(
        "heating",
        "bailleur",
        t("Radiateur qui fuit ou percé", "Radiator that leaks"),
        t(
            "Un radiateur percé par l’âge est à remplacer : c’est à nous de le faire.",
            "A radiator worn through with age must be replaced: that is for us to do.",
        ),
        t(
            "Fermez le robinet du radiateur, posez une bassine et appelez-nous.",
            "Close the radiator valve, put a bowl under it and call us.",
        ),
        t("fuite, eau, rouille", "leak, water, rust"),
    ),
    Rule(
        "heating",
        "prestataire",
        t("Eau chaude collective", "Shared hot water"),
        t(
            "Une entreprise entretient la production d’eau chaude de l’immeuble.",
            "A firm looks after the hot water of the building.",
        ),
        t(
            "Demandez à un voisin s’il en a. Si personne n’en a, appelez-nous.",
            "Ask a neighbour whether they have some. If nobody does, call us.",
        ),
        t("eau froide, panne, chaufferie", "cold water, fault, boiler room"),
    ),
    Rule(
        "heating",
        "bailleur",
        t("Chauffe-eau électrique à remplacer", "Electric water heater to replace"),
        t(
            "Nous remplaçons un chauffe-eau en fin de vie. Le groupe de sécurité se manœuvre une fois par mois.",
            "We replace a water heater at the end of its life. Turn its safety valve once a month.",
        ),
        t("Vérifiez le disjoncteur, puis faites une demande.", "Check the circuit breaker, then send a request."),
        t("ballon, cumulus, eau chaude", "boiler, tank, hot water"),
    ),
    Rule(
        "electricity",
        "locataire",
        t("Ampoules et fusibles", "Bulbs and fuses"),
        t(
            "Dans votre logement, les changer fait partie du petit entretien.",
            "In your home, changing them is part of everyday upkeep.",
        ),
        t(
            "Coupez le courant au tableau avant de changer un fusible.",
            "Turn the power off at the board before changing a fuse.",
        ),
        t("lumière, lampe, plomb", "light, lamp"),
    ),
    Rule(
        "electricity",
        "locataire",
        t("Prise ou interrupteur cassé", "Broken socket or switch"),
        t(
            "Remplacer une prise ou un interrupteur abîmé est à votre charge.",
            "Replacing a damaged socket or switch is up to you.",
        ),
        t(
            "Coupez le courant et faites appel à un électricien si vous n’êtes pas sûr de vous.",
            "Turn the power off and call an electrician if you are not sure.",
        ),
        t("électricité, prise de courant", "electricity, plug"),
    ),
    Rule(
        "electricity",
        "bailleur",
        t("Tableau électrique et câbles", "Electrical board and wires"),
        t(
            "L’installation électrique est à nous : nous la mettons en sécurité.",
            "The electrical installation is ours: we keep it safe.",
        ),
        t(
            "Odeur de brûlé, étincelle : coupez le courant et appelez le numéro d’urgence.",
            "A burning smell, a spark: turn the power off and call the emergency number.",
        ),
        t("disjoncteur, court-circuit, panne de courant", "circuit breaker, short circuit, power cut"),
    ),
    Rule(
        "electricity",
        "prestataire",
        t("Antenne collective", "Shared aerial"),
        t("Une entreprise entretient l’antenne de l’immeuble.", "A firm looks after the aerial of the building."),
        t(
            "Faites d’abord une recherche des chaînes. Toujours rien ? Appelez-nous.",
            "First search for channels again. Still nothing? Call us.",
        ),
        t("télévision, télé, image", "television, picture"),
    ),
    Rule(
        "electricity",
        "bailleur",
        t("Interphone", "Entry phone"),
        t(
            "Nous réparons l’interphone. Un combiné cassé par un choc est à votre charge.",
            "We mend the entry phone. A handset broken by a knock is up to you.",
        ),
        t(
            "Faites une demande et dites si vos voisins ont le même problème.",
            "Send a request and say whether your neighbours have the same trouble.",
        ),
        t("digicode, sonnette, badge, vigik", "door code, bell, badge"),
    ),
    Rule(
        "electricity",
        "locataire",
        t("Pile du détecteur de fumée", "Battery of the smoke detector"),
        t(
            "Le détecteur est fourni par nous. Changer sa pile et le nettoyer est à votre charge.",
            "We provide the detector. Changing its battery and cleaning it is up to you.",
        ),
        t(
            "Il bipe ? Changez la pile, puis appuyez sur le bouton pour l’essayer.",
            "Does it beep? Change the battery, then press the button to try it.",
        ),
        t("alarme, incendie, daaf, bip", "alarm, fire, beep"),
    ),
    Rule(
        "openings",
        "locataire",
        t("Clés ou badge perdus", "Lost keys or badge"),
        t(
            "Les clés et badges vous sont confiés : les refaire est à votre charge.",
            "Keys and badges are in your care: having new ones made is up to you.",
        ),
        t(
            "Demandez un badge à l’accueil. Pour la clé du logement, un serrurier suffit.",
            "Ask for a badge at the desk. For the key of your home, a locksmith is enough.",
        ),
        t("serrure, porte, double, vigik", "lock, door, copy"),
    ),
    Rule(
        "openings",
        "locataire",
        t("Serrure qui accroche", "Lock that sticks"),
        t(
            "Graisser la serrure et changer ses petites pièces est à votre charge.",
            "Oiling the lock and changing its small parts is up to you.",
        ),
        t(
            "Mettez un peu de graphite dans la serrure. Jamais d’huile de cuisine.",
            "Put a little graphite in the lock. Never cooking oil.",
        ),
        t("porte, clé, verrou, barillet", "door, key, bolt, barrel"),
    ),
    Rule(
        "openings",
        "bailleur",
        t("Porte d’entrée abîmée par l’âge", "Front door worn with age"),
        t(
            "Nous remplaçons une porte usée. Après une effraction, portez plainte d’abord.",
            "We replace a worn door. After a break-in, report it to the police first.",
        ),
        t(
            "Faites une demande avec une photo. Effraction : joignez la plainte.",
            "Send a request with a photo. A break-in: add the police report.",
        ),
        t("palier, effraction, blindage", "landing, break-in"),
    ),
    Rule(
        "openings",
        "locataire",
        t("Vitre cassée", "Broken window pane"),
        t(
            "Remplacer une vitre cassée est à votre charge. Votre assurance peut la rembourser.",
            "Replacing a broken pane is up to you. Your insurance may pay it back.",
        ),
        t(
            "Appelez votre assurance avant de faire venir un vitrier.",
            "Call your insurance before you have a glazier come.",
        ),
        t("carreau, fenêtre, bris de glace", "glass, window"),
    ),
    Rule(
        "openings",
        "bailleur",
        t("Fenêtre qui ne ferme plus", "Window that no longer closes"),
        t(
            "Régler et graisser est à votre charge. Si la fenêtre est déformée par l’âge, c’est à nous.",
            "Adjusting and oiling is up to you. If the window is warped with age, it is for us.",
        ),
        t(
            "Graissez les gonds. Si cela ne suffit pas, faites une demande.",
            "Oil the hinges. If that is not enough, send a request.",
        ),
        t("courant d’air, poignée, double vitrage", "draught, handle, double glazing"),
    ),
    Rule(
        "openings",
        "locataire",
        t("Sangle ou manivelle de volet", "Strap or crank of a shutter"),
        t(
            "La sangle, la manivelle et les lames se remplacent au titre du petit entretien.",
            "The strap, the crank and the slats are replaced as everyday upkeep.",
        ),
        t("Ne forcez pas. Achetez la même largeur de sangle.", "Do not force it. Buy a strap of the same width."),
        t("store, volet roulant, lame", "blind, roller shutter, slat"),
    ),
    Rule(
        "openings",
        "bailleur",
        t("Volet roulant bloqué", "Roller shutter that is stuck"),
        t(
            "Quand le caisson ou le moteur est usé, nous le réparons.",
            "When the box or the motor is worn out, we mend it.",
        ),
        t("Ne forcez pas et faites une demande, avec une photo.", "Do not force it and send a request, with a photo."),
        t("moteur, caisson, store", "motor, box, blind"),
    ),
    Rule(
        "surfaces",
        "locataire",
        t("Trous de vis et petites fissures", "Screw holes and small cracks"),
        t(
            "Reboucher les trous et faire les raccords de peinture est à votre charge.",
            "Filling holes and touching up paint is up to you.",
        ),
        t("Rebouchez à l’enduit, poncez, puis peignez.", "Fill with plaster, sand, then paint."),
        t("mur, cheville, rebouchage, peinture", "wall, plug, filling, paint"),
    ),
    Rule(
        "surfaces",
        "bailleur",
        t("Infiltration d’eau", "Water coming in"),
        t(
            "L’eau vient du toit, de la façade ou d’une canalisation de l’immeuble : nous cherchons et réparons.",
            "Water comes from the roof, the front or a pipe of the building: we find it and mend it.",
        ),
        t("Appelez-nous tout de suite, puis prévenez votre assurance.", "Call us at once, then tell your insurance."),
        t("fuite, plafond, tache, dégât des eaux, toit", "leak, ceiling, stain, water damage, roof"),
    ),
    Rule(
        "surfaces",
        "bailleur",
        t("Moisissures sur un mur", "Mould on a wall"),
        t(
            "Nous cherchons d’où vient l’humidité : pont de froid, fuite, ventilation.",
            "We find where the damp comes from: cold wall, leak, air extraction.",
        ),
        t(
            "Aérez dix minutes par jour, gardez les grilles ouvertes et faites une demande.",
            "Air for ten minutes a day, keep the grilles open and send a request.",
        ),
        t("humidité, condensation, champignon, noir", "damp, condensation, fungus, black"),
    ),
    Rule(
        "surfaces",
        "locataire",
        t("Entretien des sols", "Looking after floors"),
        t(
            "Cirer, nettoyer, recoller une lame ou une dalle est à votre charge.",
            "Waxing, cleaning, gluing a board or a tile back is up to you.",
        ),
        t(
            "Recollez dès que cela se décolle : l’eau ne passera pas dessous.",
            "Glue back as soon as it comes off: water will not get under.",
        ),
        t("parquet, lino, moquette, carrelage, dalle", "parquet, lino, carpet, tiles"),
    ),
    Rule(
        "surfaces",
        "bailleur",
        t("Sol usé par l’âge", "Floor worn with age"),
        t(
            "Nous remplaçons un sol en fin de vie. Une brûlure ou une tache est à votre charge.",
            "We replace a floor at the end of its life. A burn or a stain is up to you.",
        ),
        t(
            "Faites une demande avec une photo et la date de votre entrée.",
            "Send a request with a photo and the date you moved in.",
        ),
        t("parquet, lino, revêtement", "parquet, lino, covering"),
    ),
    Rule(
        "surfaces",
        "prestataire",
        t("Cafards, punaises de lit, rongeurs", "Cockroaches, bedbugs, rodents"),
        t(
            "Une entreprise traite l’immeuble. Plus vous nous prévenez tôt, plus c’est efficace.",
            "A firm treats the building. The earlier you tell us, the better it works.",
        ),
        t(
            "Appelez-nous sans attendre. N’utilisez pas de bombe insecticide.",
            "Call us without waiting. Do not use insect spray.",
        ),
        t("insectes, nuisibles, souris, rats, désinsectisation", "insects, pests, mice, rats"),
    ),
    Rule(
        "outside",
        "locataire",
        t("Jardin privatif", "Garden of your own"),
        t(
            "Tondre, tailler la haie et désherber les allées est à votre charge.",
            "Mowing, trimming the hedge and weeding the paths is up to you.",
        ),
        t(
            "Taillez hors de la période des nids, de mi-mars à fin juillet.",
            "Trim outside the nesting season, from mid-March to the end of July.",
        ),
        t("pelouse, haie, herbe, taille", "lawn, hedge, grass"),
    ),
    Rule(
        "outside",
        "bailleur",
        t("Arbre dangereux", "Dangerous tree"),
        t(
            "Un arbre mort ou qui menace de tomber est à abattre : c’est à nous.",
            "A tree that is dead or about to fall must come down: that is for us.",
        ),
        t("Ne passez pas dessous et appelez-nous.", "Keep away from it and call us."),
        t("branche, élagage, tempête", "branch, pruning, storm"),
    ),
    Rule(
        "outside",
        "locataire",
        t("Évacuation du balcon", "Drain of the balcony"),
        t(
            "Enlever les feuilles qui bouchent l’évacuation est à votre charge.",
            "Removing the leaves that block the drain is up to you.",
        ),
        t("Nettoyez la grille à l’automne et après un orage.", "Clean the grille in autumn and after a storm."),
        t("terrasse, gouttière, feuilles, eau", "terrace, gutter, leaves, water"),
    ),
    Rule(
        "outside",
        "locataire",
        t("Serrure de cave ou de garage", "Lock of a cellar or a garage"),
        t(
            "Graisser et changer les petites pièces est à votre charge, comme dans le logement.",
            "Oiling and changing the small parts is up to you, as in your home.",
        ),
        t("Graissez la serrure et les rails deux fois par an.", "Oil the lock and the rails twice a year."),
        t("box, cadenas, parking", "box, padlock, parking"),
    ),
    Rule(
        "outside",
        "bailleur",
        t("Porte de garage qui ne s’ouvre plus", "Garage door that no longer opens"),
        t(
            "Ressort cassé, porte déformée par l’âge : nous réparons.",
            "A broken spring, a door warped with age: we mend it.",
        ),
        t(
            "Ne forcez pas : un ressort peut blesser. Faites une demande.",
            "Do not force it: a spring can hurt. Send a request.",
        ),
        t("box, portail, ressort", "box, gate, spring"),
    ),
    Rule(
        "common",
        "prestataire",
        t("Ascenseur en panne", "Lift out of order"),
        t(
            "Une entreprise entretient l’ascenseur et le dépanne jour et nuit.",
            "A firm looks after the lift and mends it day and night.",
        ),
        t(
            "Regardez les pannes en cours de votre résidence. Quelqu’un est bloqué ? Appuyez sur le bouton d’alarme.",
            "Look at the outages of your residence. Is someone stuck? Press the alarm button.",
        ),
        t("cabine, bloqué, étage", "car, stuck, floor"),
    ),
    Rule(
        "common",
        "bailleur",
        t("Lumière de l’escalier", "Light of the stairs"),
        t(
            "Nous changeons les lampes et les minuteries des parties communes.",
            "We change the lamps and timers of the common parts.",
        ),
        t(
            "Dites-le au gardien, ou faites une demande pour votre résidence.",
            "Tell the caretaker, or send a request for your residence.",
        ),
        t("couloir, hall, ampoule, minuterie", "corridor, hall, bulb, timer"),
    ),
    Rule(
        "common",
        "prestataire",
        t("Porte de hall ou portail automatique", "Hall door or automatic gate"),
        t(
            "Une entreprise entretient les portes et portails automatiques.",
            "A firm looks after automatic doors and gates.",
        ),
        t(
            "Regardez si la panne est déjà annoncée, puis appelez-nous.",
            "See whether the outage is already announced, then call us.",
        ),
        t("parking, badge, gâche, digicode", "car park, badge, latch, door code"),
    ),
    Rule(
        "common",
        "prestataire",
        t("Ménage des parties communes", "Cleaning of the common parts"),
        t(
            "Une entreprise ou le gardien nettoie les halls et les escaliers. C’est compris dans vos charges.",
            "A firm or the caretaker cleans halls and stairs. It is included in your charges.",
        ),
        t("Dites-le au gardien. Il a le planning du ménage.", "Tell the caretaker, who has the schedule."),
        t("propreté, poubelles, escalier", "cleanliness, bins, stairs"),
    ),
]


def create_repairs() -> RepairsPage | None:
    """Give the site its rules and, under the list of guides, the page that shows them; in French and in English.

    What is there already is left as it is. Returns the French page, or None when there is no list of guides.
    Raises `LookupError` when a text has no English.
    """
    french = Locale.objects.get(language_code="fr")
    english = Locale.objects.get(language_code="en")
    with transaction.atomic():
        for text in RULES:
            rule, _created = ReparationRule.objects.get_or_create(
                locale=french, name=text.name, defaults=text._asdict() | {"locale": french}
            )
            translate(rule, english, t.english)
        index = GuideIndexPage.objects.filter(locale=french).first()
        if index is None:
            return None
        page = RepairsPage.objects.filter(locale=french).first()
        if page is None:
            page = RepairsPage(title=TITLE, slug=SLUG, lead=LEAD)
            index.add_child(instance=page)
            page.save_revision().publish()
        translate(page, english, t.english)
    return page
