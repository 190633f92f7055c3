"""What the account says, on paper: a statement of a period, the receipt of a month."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent
from espace_locataire.documents.certificates import landlord
from espace_locataire.documents.making import (
    Asked,
    Figure,
    Letter,
    Maker,
    MakerForm,
    RefusedError,
    Section,
    Table,
    declare_maker,
    holders_on,
)
from espace_locataire.dossier.models import Dossier, Scope
from espace_locataire.solde.settlement import Settlement, months_asked, settlement_of
from espace_locataire.solde.statement import Statement, statement_of
from espace_locataire.solde.templatetags.money import euros, owed
from home.dates import in_full

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

STATEMENT, RECEIPT = "releve", "quittance"
# Beyond, a statement is a book: the tenant asks for the years one after the other.
LONGEST_STATEMENT_YEARS = 5
# How far back a receipt may be asked for: the time a claim about rent lasts, and two years more.
MONTHS_OFFERED = 60
NO_AGREEMENT = gettext_lazy(
    "Il faut d’abord l’accord d’un titulaire du bail : cette personne le donne en demandant elle-même une quittance."
)
CONSENT_WORDING = gettext_lazy("J’accepte de recevoir mes quittances et mes documents par voie électronique")


def declare_account_papers() -> None:
    """Declare what this module makes."""
    declare_maker(
        Maker(
            RECEIPT,
            gettext_lazy("Quittance ou reçu"),
            gettext_lazy("Pour un mois payé en entier, c’est une quittance. Pour un mois payé en partie, un reçu."),
            _receipt,
            form=ReceiptForm,
            icon="circle-check",
        )
    )
    declare_maker(
        Maker(
            STATEMENT,
            gettext_lazy("Relevé de compte"),
            gettext_lazy("Toutes les sommes demandées et reçues, pour la période de votre choix."),
            _statement,
            form=StatementForm,
            icon="list",
            scope=Scope.PAIEMENT,
        )
    )


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Indiquez cette date."),
            "invalid": gettext_lazy("Écrivez une date comme 31/12/2026."),
        },
    )


class StatementForm(MakerForm):
    """The period of a statement: the last twelve months, unless the tenant says otherwise."""

    du = _day_field(gettext_lazy("Du"))
    au = _day_field(gettext_lazy("Au"))

    def __init__(self, dossier: Dossier, person: "User", *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"du": _a_year_before(today), "au": today})
        super().__init__(dossier, person, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse a period upside down, too long, or before the calendars of computers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        du, au = cleaned.get("du"), cleaned.get("au")
        if du and au:
            if au < du:
                self.add_error("au", _("La fin de la période vient avant son début. Inversez les deux dates."))
            elif (au.year - du.year, au.month, au.day) > (LONGEST_STATEMENT_YEARS, du.month, du.day):
                self.add_error("du", _("Cinq ans au plus par relevé. Demandez-en plusieurs."))
        return cleaned


def _a_year_before(day: date) -> date:
    # The 29th of February has no twin the year before.
    return date(day.year - 1, day.month, min(day.day, 28))


class ReceiptForm(MakerForm):
    """The month of a receipt; and, by law, an agreement to receive it this way when there is none yet.

    That agreement is a holder's to give: a helper is served once one of them gave it.
    """

    mois = forms.ChoiceField(
        label=gettext_lazy("Mois"), error_messages={"required": gettext_lazy("Choisissez un mois.")}
    )
    accord = forms.BooleanField(
        label=CONSENT_WORDING,
        help_text=gettext_lazy(
            "La loi demande votre accord pour une quittance électronique. "
            "Vous pourrez changer d’avis à tout moment : appelez-nous."
        ),
        required=False,
    )

    def __init__(self, dossier: Dossier, person: "User", *args: Any, **kwargs: Any) -> None:
        super().__init__(dossier, person, *args, **kwargs)
        month: forms.ChoiceField = self.fields["mois"]  # type: ignore[assignment]
        month.choices = [
            (f"{day:%Y-%m}", capfirst(date_format(day, "F Y"))) for day in months_asked(dossier)[:MONTHS_OFFERED]
        ]
        agreements = agreements_of(dossier)
        self.nobody_agreed = person.pk not in agreements and not any(agreements.values())
        agreed_at = agreements.get(person.pk)
        if person.pk not in agreements:
            del self.fields["accord"]
        elif agreed_at:
            del self.fields["accord"]
            month.help_text = _("Le %(day)s, vous avez accepté de recevoir vos documents par voie électronique.") % {
                "day": in_full(timezone.localdate(agreed_at))
            }

    @property
    def refusal(self) -> str:
        """Return why there is no month to choose, or that no holder agreed yet; or nothing."""
        if self.nobody_agreed:
            return str(NO_AGREEMENT)
        month: forms.ChoiceField = self.fields["mois"]  # type: ignore[assignment]
        return "" if month.choices else _("Rien ne vous a encore été demandé pour ce dossier.")

    def clean_mois(self) -> date:
        """Return the first day of the month."""
        return date.fromisoformat(f"{self.cleaned_data['mois']}-01")

    def clean_accord(self) -> bool:
        """Refuse to go without the agreement that the law asks for."""
        if not self.cleaned_data["accord"]:
            raise ValidationError(_("Cochez cette case, ou appelez-nous : nous vous l’enverrons par la poste."))
        return True


def agreements_of(dossier: Dossier) -> dict[int, datetime | None]:
    """Return, by account of a holder, since when they agree to papers sent electronically. One query."""
    given = Consent.objects.filter(
        person=OuterRef("locataire__user"), subject=Consent.Subject.DOCUMENTS, withdrawn_at=None
    )
    links = dossier.titulaires.current(timezone.localdate()).filter(locataire__user__isnull=False)
    return dict(links.annotate(at=Subquery(given.values("given_at")[:1])).values_list("locataire__user", "at"))


def _statement(asked: Asked) -> Letter:
    statement = statement_of(asked.dossier, asked.fields["du"], asked.fields["au"])
    words = {"du": in_full(statement.first), "au": in_full(statement.last)}
    closing = statement.closing_cents
    return Letter(
        title=_("Relevé de compte"),
        subtitle=_("Du %(du)s au %(au)s") % words,
        figure=Figure(
            _state(closing),
            _("Le %(au)s") % words,
            owed(closing),
            good=closing <= 0,
        ),
        sections=[Section(_("Les opérations"), _operations(statement), _nothing_between(statement))],
        small_print=[
            _("Ce relevé dit ce que nos comptes portent le %(day)s. Il ne vaut pas quittance de loyer.")
            % {"day": in_full(asked.day)}
        ],
    )


def _state(cents: int) -> str:
    if cents > 0:
        return _("Solde débiteur : à payer")
    return _("Solde créditeur : en votre faveur") if cents < 0 else _("Compte soldé")


def _operations(statement: Statement) -> Table:
    head = (_("Date"), _("Opération"), _("Demandé"), _("En votre faveur"), _("Solde"))
    rows = [(short(statement.first), _("Solde au début de la période"), "", "", euros(statement.opening_cents))]
    for line in statement.lines:
        cents = line.entry.amount_cents
        asked, received = (owed(cents), "") if cents > 0 else ("", owed(cents))
        rows.append((short(line.entry.value_date), line.entry.label, asked, received, euros(line.balance_cents)))
    totals = (owed(statement.debit_cents), owed(statement.credit_cents), euros(statement.closing_cents))
    return Table(("date", "text", "amount", "amount", "amount"), head, rows, ("", _("Total"), *totals))


def _nothing_between(statement: Statement) -> list[str]:
    return [] if statement.lines else [_("Aucune opération pendant cette période.")]


def short(day: date) -> str:
    """Return a day in figures, in the reader's language."""
    return date_format(day, "SHORT_DATE_FORMAT")


def _receipt(asked: Asked) -> Letter:
    """Write a quittance when the ledger says that the month is paid in full, a reçu when it is paid in part."""
    agreements = agreements_of(asked.dossier)
    if asked.person.pk not in agreements and not any(agreements.values()):
        raise RefusedError(str(NO_AGREEMENT))
    settlement = settlement_of(asked.dossier, asked.fields["mois"])
    month = date_format(asked.fields["mois"], "F Y")
    if settlement is None or (settlement.received_cents == 0 and not settlement.is_settled):
        raise RefusedError(_("Nous n’avons encore rien reçu pour %(month)s.") % {"month": month})
    if asked.fields.get("accord"):
        consents.give(asked.person, Consent.Subject.DOCUMENTS, str(CONSENT_WORDING))
    return _quittance(settlement, month, asked) if settlement.is_settled else _recu(settlement, month, asked)


def _quittance(settlement: Settlement, month: str, asked: Asked) -> Letter:
    words = {
        "landlord": landlord(),
        "holders": holders_on(asked.dossier, asked.day),
        "amount": euros(settlement.received_cents),
        "month": month,
        "day": in_full(settlement.settled_on) if settlement.settled_on else "",
    }
    return Letter(
        title=_("Quittance de loyer"),
        subtitle=capfirst(month),
        figure=Figure(
            _("Reçu pour le mois"), _("Soldé le %(day)s") % words, euros(settlement.received_cents), good=True
        ),
        sections=[
            Section(
                _("Le loyer et les charges"),
                _shares(settlement, _("Total payé"), settlement.received_cents),
                [
                    _(
                        "%(landlord)s déclare avoir reçu de %(holders)s la somme de %(amount)s pour le loyer et les "
                        "charges de %(month)s du logement désigné ci-dessus, et en donne quittance, sous réserve de "
                        "tous ses droits."
                    )
                    % words
                ],
            )
        ],
        small_print=[_("Cette quittance annule les reçus donnés pour le même mois. Gardez-la trois ans.")],
    )


def _recu(settlement: Settlement, month: str, asked: Asked) -> Letter:
    words = {
        "landlord": landlord(),
        "holders": holders_on(asked.dossier, asked.day),
        "amount": euros(settlement.received_cents),
        "left": euros(settlement.left_cents),
        "month": month,
        "day": in_full(asked.day),
    }
    return Letter(
        title=_("Reçu de paiement partiel"),
        subtitle=capfirst(month),
        figure=Figure(_("Reçu pour le mois"), _("Reste à payer : %(left)s") % words, euros(settlement.received_cents)),
        sections=[
            Section(
                _("Le loyer et les charges"),
                _shares(settlement, _("Total demandé"), settlement.due_cents),
                [
                    _(
                        "%(landlord)s déclare avoir reçu de %(holders)s la somme de %(amount)s, à valoir sur le loyer "
                        "et les charges de %(month)s. Le %(day)s, il reste %(left)s à payer pour ce mois."
                    )
                    % words
                ],
            )
        ],
        small_print=[_("Ce reçu n’est pas une quittance : elle vous est remise quand le mois est payé en entier.")],
    )


def _shares(settlement: Settlement, total: str, total_cents: int) -> Table:
    rows = [
        (_("Loyer et annexes"), settlement.rent_cents),
        (_("Provisions pour charges"), settlement.charges_cents),
        (_("Autres sommes"), settlement.other_cents),
        (_("Aides et réductions"), settlement.aids_cents),
    ]
    return Table(
        ("text", "amount"),
        (_("Libellé"), _("Montant")),
        [(label, euros(cents)) for label, cents in rows if cents or label == rows[0][0]],
        (total, euros(total_cents)),
    )
