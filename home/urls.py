"""Addresses of the site that are not pages of the tree."""

from django.conf import settings
from django.urls import URLPattern, path

from home.views import DesignView

urlpatterns: list[URLPattern] = []
if settings.SHOW_DESIGN_PAGE:
    urlpatterns.append(path("design/", DesignView.as_view(), name="design"))
