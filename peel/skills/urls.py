"""Addresses of the records office."""

from django.urls import path

from peel.skills.views import disputes, imports, office, unmatched, verify

app_name = "skills"

urlpatterns = [
    path("records/", office.office, name="office"),
    path("records/queries/", disputes.disputes, name="disputes"),
    path("records/queries/<int:pk>/", disputes.dispute, name="dispute"),
    path("records/imports/", imports.imports, name="imports"),
    path("records/imports/<int:pk>/", imports.one_import, name="import"),
    path("records/imports/<int:pk>/undo/", imports.undo, name="undo_import"),
    path("records/imports/<int:pk>/compare/", imports.compare_again, name="compare_import"),
    path("records/imports/<int:pk>/compared.csv", imports.comparison_csv, name="import_csv"),
    path("records/unmatched/", unmatched.unmatched, name="unmatched"),
    path("records/unmatched/<int:pk>/", unmatched.decide, name="decide_unmatched"),
    path("records/verify/", verify.verify, name="verify"),
]
