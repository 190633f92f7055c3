"""The demonstration's first pages in Arabic, a language read from right to left: the home page and one guide."""

from wagtail.models import Locale

from home.contents.translating import translate
from home.models import GuideIndexPage, GuidePage, HomePage

GUIDE = "du-mal-a-payer"

TEXTS = {
    "Accueil": "الصفحة الأولى",
    "accueil": "home-ar",
    "Votre logement, simplement": "مسكنك، ببساطة",
    "Votre solde, vos documents, votre dossier : tout est dans votre espace locataire. "
    "Et pour le reste, nous sommes là.": "رصيدك ومستنداتك وملفك: كلها في مساحة المستأجر. وللباقي نحن هنا.",
    "C’Chartres habitat, office public de l’habitat : espace locataire, urgences, horaires et adresse.": (
        "سي شارتر هابيتا، المكتب العمومي للسكن: مساحة المستأجر، الطوارئ، المواعيد والعنوان."
    ),
    "Que voulez-vous faire ?": "ماذا تريد أن تفعل؟",
    "Payer mon loyer": "دفع الإيجار",
    "Voir mon solde et payer tout ou une partie.": "أرى رصيدي وأدفع كل المبلغ أو جزءًا منه.",
    "Signaler une panne": "الإبلاغ عن عطل",
    "Ascenseur, chauffage, fuite : que faire, qui prévenir.": "المصعد، التدفئة، تسرب: ماذا تفعل ومن تخبر.",
    "Trouver ma résidence": "البحث عن مجمعي السكني",
    "Gardien, travaux, équipements, documents.": "الحارس، الأشغال، التجهيزات، المستندات.",
    "Demander un logement": "طلب سكن",
    "Une seule demande, gratuite, pour tout le département.": "طلب واحد مجاني لكل المقاطعة.",
    "Travaux et pannes en cours": "الأشغال والأعطال الجارية",
    "Des guides pour vos démarches": "أدلة لإجراءاتك",
    "Ce qu’il faut faire, dans l’ordre, avec les papiers à préparer.": "ما يجب فعله بالترتيب، مع الأوراق المطلوبة.",
    "Actualités": "الأخبار",
    "En chiffres": "بالأرقام",
    "6 000": "6000",
    "logements, environ": "مسكن تقريبًا",
    "24 h/24": "24/24",
    "un numéro pour les urgences, toute l’année": "رقم للطوارئ طوال السنة",
    "48 h": "48 ساعة",
    "pour une première réponse à votre demande": "لأول جواب على طلبك",
    "Votre bailleur, à Chartres et autour": "مؤجرك في شارتر وما حولها",
    "C’Chartres habitat est l’office public de l’habitat de Chartres. Nous louons des logements à loyer modéré, "
    "nous les entretenons et nous en construisons de nouveaux.": (
        "سي شارتر هابيتا هو المكتب العمومي للسكن في شارتر. نؤجر مساكن بإيجار معتدل، ونصونها، ونبني مساكن جديدة."
    ),
    "Nos équipes travaillent à côté de chez vous : gardiens, conseillers, techniciens. Vous préférez parler à "
    "quelqu’un ? Appelez-nous ou venez à l’accueil.": (
        "فرقنا تعمل قرب مسكنك: حراس ومستشارون وتقنيون. تفضل التحدث مع شخص؟ اتصل بنا أو تعال إلى الاستقبال."
    ),
    "Guides": "الأدلة",
    "guides": "guides",
    "Que faire, étape par étape : j’arrive, je vis dans mon logement, j’ai du mal à payer, je pars.": (
        "ماذا تفعل خطوة خطوة: أنا قادم، أسكن في مسكني، أجد صعوبة في الدفع، أنا مغادر."
    ),
    "J’ai du mal à payer mon loyer": "أجد صعوبة في دفع الإيجار",
    GUIDE: GUIDE,
    "N’attendez pas : plus tôt vous appelez, plus il y a de solutions. Personne ne vous jugera.": (
        "لا تنتظر: كلما اتصلت أبكر زادت الحلول. لن يحكم عليك أحد."
    ),
    "Votre dernier avis d’échéance": "آخر إشعار إيجار",
    "Vos revenus et vos dépenses du mois": "دخلك ومصاريفك هذا الشهر",
    "Appelez-nous": "اتصل بنا",
    "Une conseillère en économie sociale et familiale regarde votre budget avec vous. C’est gratuit et cela reste "
    "entre vous.": "تنظر مستشارة اجتماعية في ميزانيتك معك. هذا مجاني ويبقى بينكما.",
    "Payez ce que vous pouvez": "ادفع ما تستطيع",
    "Même une partie : cela montre votre bonne volonté et garde vos aides.": (
        "ولو جزءًا: هذا يُظهر حسن نيتك ويحفظ مساعداتك."
    ),
    "Demandez les aides": "اطلب المساعدات",
    "Le fonds de solidarité pour le logement peut payer une partie de la dette. Nous remplissons le dossier avec "
    "vous.": "يستطيع صندوق التضامن للسكن دفع جزء من الدين. نملأ الملف معك.",
    "Étalez la dette": "قسّط الدين",
    "Un plan d’apurement répartit la somme sur plusieurs mois, à votre mesure.": (
        "توزع خطة التسديد المبلغ على عدة أشهر حسب قدرتك."
    ),
}


def create_arabic(home: HomePage) -> None:
    """Translate the home page, the list of guides and one guide into Arabic; what is translated already stays."""
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    translate(home, arabic, TEXTS)
    translate(GuideIndexPage.objects.get(locale=home.locale), arabic, TEXTS)
    translate(GuidePage.objects.get(locale=home.locale, slug=GUIDE), arabic, TEXTS)
