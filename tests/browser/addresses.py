"""Where the demonstration has a page of each kind."""

# The name of each model of public page, and the address of one of them.
EVERY_KIND = {
    "HomePage": "/",
    "SectionPage": "/vivre-dans-mon-logement/",
    "ContentPage": "/vivre-dans-mon-logement/comprendre-mes-charges/",
    "AccessibilityPage": "/accessibilite/",
    "GuideIndexPage": "/guides/",
    "GuidePage": "/guides/mon-espace-locataire-mode-d-emploi/",
    "RepairsPage": "/guides/qui-repare/",
    "ContactPage": "/contact/",
    "FormPage": "/contact/ecrire-un-message/",
    "ResidenceIndexPage": "/residences/",
    "ResidencePage": "/residences/les-comtesses/",
    "NewsIndexPage": "/actualites/",
    "NewsPage": "/actualites/les-biodechets-ont-leur-bac/",
    "EventPage": "/actualites/gouter-dhiver-des-voisins/",
    "OutagesPage": "/travaux-et-pannes/",
}
# What is not in the tree of pages, or is another face of it.
OTHERS = [
    "/recherche/",
    "/recherche/?q=chauffage",
    "/recherche/?q=zzzzzz",
    "/plan-du-site/",
    "/contact/ecrire-un-message/merci/",
    "/travaux-et-pannes/archives/",
    "/actualites/?categorie=travaux",
    "/guides/?situation=arrears",
    "/residences/?q=rien-de-tel",
    "/ar/",
    "/ar/guides/du-mal-a-payer/",
    "/ar/recherche/?q=loyer",
    "/verifier/",
    "/compte/connexion/",
    "/compte/inscription/",
    "/compte/connexion/code/",
    "/compte/mot-de-passe/oublie/",
]
