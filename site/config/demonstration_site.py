"""The public site of the demonstration: every room's first contents, in the order they need each other."""

from home.contents import create_home_pages
from home.contents.arabic import create_arabic
from home.contents.contact import create_contact_pages
from home.contents.finishing import finish
from home.contents.pages import create_pages
from home.contents.repairs import create_repairs
from home.models import HomePage
from residence_news.contents import create_residence_pages
from residence_news.news_contents import create_news


def create_site() -> HomePage:
    """Give an empty site its pages, in French, English and in part Arabic; what is there already stays as it is."""
    home = create_home_pages()
    create_pages(home)
    create_repairs()
    create_contact_pages(home)
    create_residence_pages(home)
    create_news(home)
    finish(home)
    create_arabic(home)
    return home
