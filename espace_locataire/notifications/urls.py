"""Addresses of what a person was told; they stand beside the dossiers, since a person may hold several."""

from django.urls import path

from espace_locataire.notifications.views import NotificationsView, OpenView, PreferencesView

urlpatterns = [
    path("", NotificationsView.as_view(), name="notifications"),
    path("<int:pk>/", OpenView.as_view(), name="notification_open"),
    path("preferences/", PreferencesView.as_view(), name="notification_preferences"),
]
