// Sends a form a second after the last change and says when it was kept. Saving by the button works without it.
// Expects: <form method="post" data-autosave="/where/drafts/go/"> … <output data-autosave-says data-saved="Draft saved" data-failed="Not saved yet"></output></form>
const waits = new WeakMap();
const say = (form, word) => {
  const place = form.querySelector("[data-autosave-says]");
  if (place) place.textContent = word(place);
};
const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
const save = async (form) => {
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    say(form, (place) => `${place.dataset.saved} ${clock()}`);
  } catch {
    say(form, (place) => place.dataset.failed);
  }
};
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.autosave || event.target.type === "file") return;
  clearTimeout(waits.get(form));
  waits.set(form, setTimeout(save, 1000, form));
});
