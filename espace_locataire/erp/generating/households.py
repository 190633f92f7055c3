"""Who rents what, and since when: holders, co-holders, occupants, and those who lived there before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from espace_locataire.erp.generating.accounts import Account
from espace_locataire.erp.generating.habits import draw_habit, draw_mode
from espace_locataire.erp.generating.months import day_of, month_of
from espace_locataire.erp.generating.names import ORIGINS, draw_birth, draw_locataire, draw_origin
from espace_locataire.erp.generating.places import Estate
from espace_locataire.erp.generating.rows import DossierRow, LocataireRow, LogementRow, OccupantRow, TitulaireRow
from espace_locataire.erp.generating.terms import Terms, draw_annexe_terms, draw_home_terms, draw_shop_terms

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
FIRST_HOME, FIRST_ANNEXE, FIRST_OUTSIDER = 30_100_000, 50_000_000, 600_000_000
LEASES_PER_DWELLING = 10
FURTHEST_ENTRY = 2004 * 12
# Of a lease: never shorter than this, and this much longer on average (months).
SHORTEST_LEASE, LONGER_ON_AVERAGE = 26, 95


@dataclass(frozen=True, slots=True)
class Household:
    """A lease with all that hangs on it.

    `holders` are the people of `titulaires`, in the same order; `newcomers` those of them not already listed with
    another lease. `estate_surface` is what the charges are shared over, in m²,
    `rank` how many leases the dwelling knew before.
    """

    logement: LogementRow
    dossier: DossierRow
    holders: tuple[LocataireRow, ...]
    newcomers: tuple[LocataireRow, ...]
    titulaires: tuple[TitulaireRow, ...]
    occupants: tuple[OccupantRow, ...]
    account: Account
    estate_surface: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Stay:
    """The months someone rents a dwelling, both included; `last` is None while nobody gave notice."""

    rank: int
    first: int
    last: int | None


def dossier_reference(number: int) -> str:
    """Return the reference of that number: ten digits and the letter that guards against a slip of the pen."""
    return f"{number:010d}{LETTERS[(number - 20787) % len(LETTERS)]}"


def stays(random: Random, since: int, until: date) -> list[Stay]:
    """Return who was in a dwelling, one after the other, from the month `since` to the day `until`.

    What is drawn does not depend on `since` and `until`: a departure shows once its day has come.
    """
    found = []
    first = FURTHEST_ENTRY + random.randrange(150)
    for rank in range(LEASES_PER_DWELLING):
        last = first + SHORTEST_LEASE + int(random.expovariate(1 / LONGER_ON_AVERAGE))
        if day_of(first) > until:
            break
        if last >= since:
            found.append(Stay(rank, first, last if day_of(last, 31) <= until else None))
        first = last + 1 + random.choice((0, 1, 1, 2))
    return found


def households(
    estate: Estate, seed: int, first_home: int, first_annexe: int, since: int, until: date
) -> Iterator[Household]:
    """Yield the leases of a residence that ran between the month `since` and the day `until`.

    `first_home` and `first_annexe` are the ranks, in the whole portfolio, of its first home and first annexe.
    """
    at_home: list[list[Household]] = []
    for rank, logement in enumerate(estate.homes, first_home):
        at_home.append(list(_home_leases(estate, logement, rank, seed, since, until)))
        yield from at_home[-1]
    for rank, logement in enumerate((*estate.annexes, *estate.shops), first_annexe):
        random = Random(f"{seed}/annexe/{rank}")  # noqa: S311
        lot = random.random()
        if logement.nature == "local" or lot < 0.15:
            yield from _outsider_leases(estate, logement, rank, seed, since, until)
        elif lot < 0.85:
            # It goes with one home: whoever lives there rents it too.
            for home in random.choice(at_home):
                yield _annexe_of(home, logement, rank, seed)


def _home_leases(
    estate: Estate, logement: LogementRow, rank: int, seed: int, since: int, until: date
) -> Iterator[Household]:
    surface = int(logement.surface.partition(",")[0])
    for stay in stays(Random(f"{seed}/logement/{rank}"), since, until):  # noqa: S311
        random = Random(f"{seed}/bail/{rank}/{stay.rank}")  # noqa: S311
        number = FIRST_HOME + rank * LEASES_PER_DWELLING + stay.rank
        reference = dossier_reference(number)
        mode, due_day = draw_mode(random)
        terms = draw_home_terms(random, surface, estate.row.annee, due_day)
        entered = day_of(stay.first)
        origin = draw_origin(random)
        holder = draw_locataire(random, f"{number * 2:09d}", entered, origin)
        holders = [holder]
        titulaires = [TitulaireRow(reference, holder.reference_client, "titulaire", entered, None)]
        if random.random() < 0.26:
            partner = draw_locataire(random, f"{number * 2 + 1:09d}", entered)
            joined = day_of(stay.first + random.choice((0, 0, 0, 14)))
            if joined <= until:
                titulaires.append(TitulaireRow(reference, partner.reference_client, "cotitulaire", joined, None))
                holders.append(partner)
        yield Household(
            logement=logement,
            dossier=_dossier(reference, logement, stay, mode),
            holders=tuple(holders),
            newcomers=tuple(holders),
            titulaires=tuple(titulaires),
            occupants=tuple(_occupants(random, reference, logement, holder, entered)),
            account=_account(reference, terms, stay, mode, random),
            estate_surface=estate.surface,
            rank=stay.rank,
        )


def _occupants(
    random: Random, reference: str, logement: LogementRow, holder: LocataireRow, entered: date
) -> Iterator[OccupantRow]:
    rooms = int(logement.type[1:])
    origin = next(origin for origin in ORIGINS if holder.nom in origin.families)
    adults = [
        lien for lien, share in (("conjoint", 0.18), ("ascendant", 0.03), ("autre", 0.03)) if random.random() < share
    ]
    children = [] if rooms < 2 else ["enfant"] * min(rooms, random.choices((0, 1, 2, 3, 4), (46, 24, 18, 9, 3))[0])
    for place, lien in enumerate(adults + children, 1):
        birth = draw_birth(random, *{"enfant": (0, 17), "ascendant": (60, 88)}.get(lien, (19, 70)), entered)
        yield OccupantRow(
            id=f"O{reference}{place}",
            dossier=reference,
            nom=random.choice(origin.families) if lien in ("conjoint", "autre") else holder.nom_usage or holder.nom,
            prenom=random.choice(origin.women + origin.men),
            date_naissance=birth,
            lien=lien,
        )


def _annexe_of(home: Household, logement: LogementRow, rank: int, seed: int) -> Household:
    # Same holder, same stay, same way to pay as the home's.
    entered, left = home.dossier.date_entree, home.dossier.date_sortie
    stay = Stay(home.rank, month_of(entered), None if left is None else month_of(left))
    random = Random(f"{seed}/annexe/{rank}/{stay.rank}")  # noqa: S311
    reference = dossier_reference(FIRST_ANNEXE + rank * LEASES_PER_DWELLING + stay.rank)
    mode = home.dossier.mode_paiement
    holder = home.holders[0]
    terms = draw_annexe_terms(random, logement.nature, home.account.terms.due_day)
    return Household(
        logement=logement,
        dossier=_dossier(reference, logement, stay, mode),
        holders=(holder,),
        newcomers=(),
        titulaires=(TitulaireRow(reference, holder.reference_client, "titulaire", entered, None),),
        occupants=(),
        account=_account(reference, terms, stay, mode, random),
        estate_surface=home.estate_surface,
        rank=stay.rank,
    )


def _outsider_leases(
    estate: Estate, logement: LogementRow, rank: int, seed: int, since: int, until: date
) -> Iterator[Household]:
    for stay in stays(Random(f"{seed}/{logement.nature}/{rank}"), since, until):  # noqa: S311
        number = rank * LEASES_PER_DWELLING + stay.rank
        random = Random(f"{seed}/annexe/{rank}/{stay.rank}")  # noqa: S311
        mode, due_day = draw_mode(random)
        if logement.nature == "local":
            terms = draw_shop_terms(random, int(logement.surface.partition(",")[0]))
        else:
            terms = draw_annexe_terms(random, logement.nature, due_day)
        reference = dossier_reference(FIRST_ANNEXE + number)
        entered = day_of(stay.first)
        holder = draw_locataire(random, f"{FIRST_OUTSIDER + number:09d}", entered)
        yield Household(
            logement=logement,
            dossier=_dossier(reference, logement, stay, mode),
            holders=(holder,),
            newcomers=(holder,),
            titulaires=(TitulaireRow(reference, holder.reference_client, "titulaire", entered, None),),
            occupants=(),
            account=_account(reference, terms, stay, mode, random),
            estate_surface=estate.surface,
            rank=stay.rank,
        )


def _dossier(reference: str, logement: LogementRow, stay: Stay, mode: str) -> DossierRow:
    left = None if stay.last is None else day_of(stay.last, 31)
    return DossierRow(reference, logement.reference, day_of(stay.first), left, mode)


def _account(reference: str, terms: Terms, stay: Stay, mode: str, random: Random) -> Account:
    return Account(reference, terms, stay.first, stay.last, draw_habit(random), mode, deposit_cents=terms.loyer_cents)
