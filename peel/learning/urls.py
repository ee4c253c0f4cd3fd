from django.urls import path

from peel.learning.views import doing, journeys, lesson, library

app_name = "learning"

urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/missed/", library.missed, name="missed"),
    path("library/from/<path:key>/", library.from_source, name="from_source"),
    path("library/<int:pk>/", lesson.lesson, name="lesson"),
    path("library/<int:pk>/rate/", doing.rate, name="rate"),
    path("library/<int:pk>/note/", doing.note, name="note"),
    path("library/<int:pk>/aside/", doing.aside, name="aside"),
    path("library/forms/<int:pk>/go-on/", doing.go_on, name="go_on"),
    path("library/forms/<int:pk>/answer/", doing.answer, name="answer"),
    path("library/forms/<int:pk>/done/", doing.done, name="done"),
    path("library/forms/<int:pk>/again/", doing.again, name="again"),
    path("library/forms/<int:pk>/captions.vtt", lesson.captions, name="captions"),
    path("library/forms/<int:pk>/transcript.txt", lesson.transcript, name="transcript"),
    path("library/forms/<int:pk>/one-sider.pdf", lesson.one_sider, name="one_sider"),
    path("journeys/", journeys.journeys, name="journeys"),
    path("journeys/<int:pk>/", journeys.journey, name="journey"),
    path("journeys/<int:pk>/take/", journeys.take, name="take"),
]
