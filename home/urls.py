"""Addresses of the site that are not pages of the tree."""

from django.conf import settings
from django.urls import URLPattern, path

from home.feedback import feedback, feedback_thanks
from home.form_views import form_submit
from home.searching.views import SearchView
from home.site_map import SiteMapView
from home.views import DesignView

urlpatterns: list[URLPattern] = [
    path("avis/<int:page_id>/", feedback, name="feedback"),
    path("avis/<int:page_id>/merci/", feedback_thanks, name="feedback_thanks"),
    path("formulaire/<int:page_id>/", form_submit, name="form_submit"),
    path("recherche/", SearchView.as_view(), name="search"),
    path("plan-du-site/", SiteMapView.as_view(), name="site_map"),
]
if settings.SHOW_DESIGN_PAGE:
    urlpatterns.append(path("design/", DesignView.as_view(), name="design"))
