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
