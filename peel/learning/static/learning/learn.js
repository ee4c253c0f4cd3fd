// Tells the server how far somebody is, so that they can go on where they stopped and what was really done counts.
// Expects: <div id="doing" data-learn="/where/to/tell/" data-kind="article|video|audio|…" data-position="0" data-furthest="0">
//            <input type="hidden" name="csrfmiddlewaretoken" …> …</div>
//          and beside it <article data-read> for a text, or <figure data-player><video></video></figure> for a recording,
//          with <ol data-transcript><li data-from="3.2"><a href="#t=3.2">0:03</a> …</li></ol> that follows it.
// Without script everything can be read, watched and said to be done.
const EVERY = 15;
const doing = () => document.getElementById("doing");
const text = document.querySelector("[data-read]");
const media = document.querySelector("[data-player] :is(video, audio)");
let spent = 0;
let position = Number(doing()?.dataset.position ?? 0);
let furthest = Number(doing()?.dataset.furthest ?? 0);
let told = "";

const form = () => {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", doing().querySelector("[name=csrfmiddlewaretoken]").value);
  data.append("position", Math.floor(position));
  data.append("furthest", Math.floor(furthest));
  data.append("spent", Math.round(spent));
  return data;
};
const settled = () => !doing() || "done" in doing().dataset;
const tell = async () => {
  if (settled() || (spent < 1 && told === `${position}`)) return;
  const data = form();
  spent = 0;
  told = `${position}`;
  try {
    const answer = await fetch(doing().dataset.learn, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (answer.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("doing");
    if (fresh) {
      doing().replaceWith(fresh);
      globalThis.htmx?.process(fresh);
    }
  } catch {
    spent += Number(data.get("spent"));
  }
};
const leave = () => {
  if (settled() || spent < 1) return;
  if (navigator.sendBeacon(doing().dataset.learn, form())) spent = 0;
};

const perMille = () => {
  const box = text.getBoundingClientRect();
  return Math.max(0, Math.min(1000, Math.round((1000 * (innerHeight - box.top)) / box.height)));
};
if (text && !media) {
  addEventListener("scroll", () => {
    position = perMille();
    furthest = Math.max(furthest, position);
  }, { passive: true });
  if (position > 100 && position < 950 && !settled()) {
    const box = text.getBoundingClientRect();
    scrollTo({ top: scrollY + box.top + (position / 1000) * box.height - innerHeight, behavior: "instant" });
  } else position = perMille();
  furthest = Math.max(furthest, position);
}

if (media) {
  const lines = [...document.querySelectorAll("[data-transcript] [data-from]")];
  const follow = () => {
    const here = lines.findLast((line) => Number(line.dataset.from) <= media.currentTime + 0.05);
    for (const line of lines) {
      if (line === here && !line.hasAttribute("aria-current")) {
        line.setAttribute("aria-current", "true");
        const list = line.parentElement;
        list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
      } else if (line !== here) line.removeAttribute("aria-current");
    }
  };
  media.addEventListener("loadedmetadata", () => {
    if (position > 3 && position < media.duration - 3 && !settled()) media.currentTime = position;
  });
  media.addEventListener("timeupdate", () => {
    position = media.currentTime;
    if (!media.seeking) furthest = Math.max(furthest, position);
    follow();
  });
  for (const kind of ["pause", "ended"]) media.addEventListener(kind, tell);
  document.querySelector("[data-transcript]")?.addEventListener("click", (event) => {
    const line = event.target.closest("[data-from]");
    if (!line) return;
    event.preventDefault();
    media.currentTime = Number(line.dataset.from);
    media.play();
  });
}

if (doing()) {
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    if (media ? !media.paused : text) spent += 1;
    const atTheEnd = text && !media && furthest >= 950 && spent >= 3;
    if (spent >= EVERY || atTheEnd) tell();
  }, 1000);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
}
