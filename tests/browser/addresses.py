"""Where the demonstration has a page of each kind."""

# The name of each model of public page, and the address of one of them.
EVERY_KIND = {
    "HomePage": "/",
}
# What is not in the tree of pages.
OTHERS = [
    "/recherche/",
    "/recherche/?q=chauffage",
    "/recherche/?q=zzzzzz",
    "/plan-du-site/",
    "/compte/connexion/",
    "/compte/mot-de-passe/oublie/",
]
