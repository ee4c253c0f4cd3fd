from django.urls import path, re_path

from peel.catalogue.views import desk, editor

app_name = "catalogue"

urlpatterns = [
    path("create/", desk.desk, name="create"),
    path("create/begin/", desk.begin, name="begin"),
    path("create/<int:pk>/", editor.edit, name="edit"),
    path("create/<int:pk>/look/", editor.look, name="look"),
    path("create/<int:pk>/throw-away/", desk.throw_away, name="throw_away"),
    path("create/<int:pk>/retire/", desk.retire, name="retire"),
    path("create/<int:pk>/versions/", desk.versions, name="versions"),
    path("create/<int:pk>/versions/<int:number>/", desk.version, name="version"),
    path("create/<int:pk>/versions/<int:number>/restore/", desk.restore, name="restore"),
    re_path(r"^create/(?P<pk>\d+)/(?P<length>m6|m60)/drop/$", editor.drop, name="drop"),
    re_path(r"^create/(?P<pk>\d+)/(?P<what>recording|captions|picture|document)/$", editor.upload, name="upload"),
]
