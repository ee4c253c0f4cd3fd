{
// Light or dark, remembered in a cookie so that the server draws the page right the first time.
// Expects: <button type="button" data-theme-switch>Light or dark</button>
const root = document.documentElement;
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  const theme = isDark() ? "light" : "dark";
  root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
});
}
{
// Opens a slip in place. Without script the link leads to a page that asks the same.
// Expects: <a class="button" href="/the/same/on/a/page/" data-open="confirm">…</a> <dialog class="slip" id="confirm">…</dialog>
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  const slip = opener && document.getElementById(opener.dataset.open);
  if (!slip) return;
  event.preventDefault();
  slip.showModal();
});
const asked = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
if (asked instanceof HTMLDialogElement) asked.showModal();
}
{
// The / key goes to the search box, unless you are writing.
// Expects: <input type="search" data-slash>
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const boxes = [...document.querySelectorAll("[data-slash]")].filter((box) => box.offsetParent !== null);
  if (boxes.length === 0) return;
  event.preventDefault();
  boxes[0].focus();
  boxes[0].select();
});
}
{
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
}
{
// Shows how much of a file has gone. Without script the form sends it the ordinary way.
// Expects: <form method="post" enctype="multipart/form-data" data-upload data-failed="…">
//            <input type="file" name="file"> <progress class="chequer" max="100" value="0" hidden></progress> <output data-upload-says></output>
//          </form>
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form || ![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
  event.preventDefault();
  const bar = form.querySelector("progress");
  const says = form.querySelector("[data-upload-says]");
  const failed = () => {
    bar.hidden = true;
    says.textContent = form.dataset.failed;
  };
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = total ? (100 * loaded) / total : 0;
    says.textContent = `${Math.round(bar.value)} %`;
  });
  request.addEventListener("error", failed);
  request.addEventListener("load", () => {
    if (request.status >= 500 || request.status === 413) return failed();
    if (request.responseURL !== form.action) return location.assign(request.responseURL);
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    document.querySelector("main").replaceWith(answer.querySelector("main"));
  });
  bar.hidden = false;
  request.open("POST", form.action);
  const button = event.submitter;
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  request.send(data);
});
}
