// The session is about to end: the page says so in time, and one click prolongs it. Nothing typed is stored here: a
// school computer has many users. When it ends is known to all tabs, because work in one keeps the others signed in.

const dialog = document.getElementById("session");
const warned = 1000 * dialog.dataset.warned;
const KEY = "session-ends";
let shown = "";

function learn(left) { // "6900 40000": seconds of patience, and of the day
  const moments = left.split(" ").map((seconds) => Date.now() + 1000 * seconds);
  localStorage.setItem(KEY, JSON.stringify(moments));
}

function now() {
  const [patience, day] = JSON.parse(localStorage.getItem(KEY));
  const ends = Math.min(patience, day);
  const left = ends - Date.now();
  const part = left <= 0 ? "over" : left > warned ? "" : day <= patience ? "day" : "idle";
  return { part, ends };
}

function look() {
  const { part, ends } = now();
  if (part === shown) {
    if (part === "idle" && !dialog.open) stay(); // said already, but there was no connection
    return;
  }
  shown = part;
  dialog.close();
  if (!part) return;
  for (const piece of dialog.children) piece.hidden = piece.dataset.part !== part;
  for (const time of dialog.querySelectorAll("time")) {
    time.textContent = new Date(ends).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  }
  dialog.showModal();
}

async function stay() {
  const token = document.querySelector("meta[name=csrf-token]").content;
  try {
    const answer = await fetch(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token } });
    learn(answer.redirected ? "0 0" : answer.headers.get("Session-Left")); // led away to the sign-in: it is over
    look();
  } catch {} // no connection: look() tries again
}

learn(dialog.dataset.left);
dialog.addEventListener("click", ({ target }) => target.closest("button") && dialog.close());
dialog.addEventListener("close", () => shown === "idle" && stay()); // by the button or by Esc: somebody is there
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const left = detail.xhr.getResponseHeader("Session-Left");
  if (left) learn(left);
});
document.addEventListener("visibilitychange", look);
window.addEventListener("storage", look);
setInterval(look, 5000);
look();
