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
