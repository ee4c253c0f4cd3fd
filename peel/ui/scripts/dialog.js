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
