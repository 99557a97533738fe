// The mentor's page on a phone (docs/mentor-page.md). An entry is written into IndexedDB first and sent then, so that it
// outlives a lost connection, a closed browser and an empty battery. Without this script the forms are plain forms.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const KEPT = 30 * 24 * 3600 * 1000; // milliseconds: an entry that nobody has sent for so long is deleted
const TRY_AGAIN = 30_000;
const FRESH = 60_000;
const PAGES = "mentor-pages";

document.documentElement.classList.add("js");

// --- the entries on this phone ---------------------------------------------------------------------------------------
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openStore() {
  const opening = indexedDB.open("mentor", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("entries", { keyPath: "entry" });
  return done(opening);
}

const store = await openStore().catch(() => null); // a private window may have none: the forms are then sent at once
const entries = (mode = "readonly") => store.transaction("entries", mode).objectStore("entries");
const keep = (entry) => done(entries("readwrite").put(entry));
const drop = (entry) => done(entries("readwrite").delete(entry.entry));

async function unsent() {
  const found = store ? await done(entries().getAll()) : [];
  const old = found.filter((entry) => entry.typed < Date.now() - KEPT);
  await Promise.all(old.map(drop));
  return found.filter((entry) => !old.includes(entry)).sort((one, other) => one.typed - other.typed);
}

async function forgetPages() {
  if ("caches" in window) await caches.delete(PAGES);
}

async function forgetEverything() {
  await forgetPages();
  await Promise.all((await unsent()).map(drop));
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
}

// Version 4 by hand: crypto.randomUUID is missing where the school's server has no certificate.
function newEntry() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

// --- a link that is closed -------------------------------------------------------------------------------------------
async function showClosed(closed) {
  await forgetPages();
  const number = (await unsent()).length;
  $("[data-unsent]", closed).hidden = number === 0;
  $("[data-unsent-number]", closed).textContent = number;
  $("[data-forget]", closed).addEventListener("click", async () => {
    await forgetEverything();
    $("[data-unsent]", closed).hidden = true;
  });
}

// --- the page of an open link ----------------------------------------------------------------------------------------
function showPage(page) {
  const owner = page.dataset.owner;
  const outbox = $("[data-outbox]", page);
  const sent = [];
  let sending = false;

  const mine = async () => (await unsent()).filter((entry) => entry.owner === owner);
  const card = (entry) => $(`[data-pair="${entry.pair}"]`, page);

  async function showEntries() {
    const waiting = await mine();
    $("ul", outbox).replaceChildren(...waiting.map(row), ...sent.map(row));
    outbox.hidden = waiting.length + sent.length === 0;
    for (const form of $$("[data-entry^=held], [data-entry^=missed]", page)) {
      const told = [...waiting, ...sent].some((entry) => entry.about === form.dataset.entry.split("-")[1]);
      form.closest(".meeting-due").hidden = told;
    }
  }

  function row(entry) {
    const made = $("#entry-row").content.firstElementChild.cloneNode(true);
    const state = sent.includes(entry) ? "sent" : entry.refusal ? "refused" : "waiting";
    $("[data-what]", made).textContent = [$("[data-title]", card(entry) ?? made)?.textContent, entry.what].filter(Boolean).join(" — ");
    $("[data-note]", made).textContent = entry.refusal;
    for (const badge of $$("[data-state]", made)) badge.hidden = badge.dataset.state !== state;
    const correct = $("[data-correct]", made);
    correct.hidden = state !== "refused" || entry.about !== "" || !card(entry);
    correct.addEventListener("click", () => takeBack(entry));
    $("[data-drop]", made).hidden = state === "sent";
    $("[data-drop]", made).addEventListener("click", () => drop(entry).then(showEntries));
    return made;
  }

  // A refused entry returns into the form of its pair; saved again, it stays the same entry.
  function takeBack(entry) {
    const form = $("form[data-entry='']", card(entry));
    for (const field of form.elements) {
      const values = entry.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    for (const details of [form.closest("details"), ...$$("details", form)]) details.open = true;
    $("[name=held_on]", form).focus();
  }

  async function take(event) {
    const form = event.target.closest("form[data-entry]");
    if (!form || !store) return;
    event.preventDefault();
    if (!form.reportValidity()) return;
    const about = form.dataset.entry.split("-")[1] ?? "";
    const fields = [...new FormData(form)];
    const day = $("[name=held_on]", form)?.valueAsDate?.toLocaleDateString("ru", { day: "numeric", month: "long", timeZone: "UTC" });
    const entry = {
      entry: $("[name=entry]", form)?.value ?? form.dataset.entry,
      owner, about, fields,
      pair: form.closest("[data-pair]").dataset.pair,
      path: new URL(form.action).pathname.slice(location.pathname.length),
      what: [form.dataset.what, day].filter(Boolean).join(", "),
      typed: Date.now(),
      refusal: "",
    };
    if (!about) startAnew(form);
    await keep(entry).catch(() => takeBack(entry)); // the phone is full
    await showEntries();
    outbox.scrollIntoView({ block: "nearest" });
    await send();
  }

  function startAnew(form) {
    form.reset();
    $("[name=entry]", form).value = newEntry();
    setToday(form);
    for (const details of [form.closest("details"), ...$$("details", form)]) details.open = false;
  }

  // --- sending ---
  async function send() {
    if (sending || !page.isConnected) return; // the latter once everything was deleted from the phone
    sending = true;
    const before = sent.length;
    try {
      for (const entry of await mine()) if (!entry.refusal) await sendOne(entry);
      showConnection(navigator.onLine);
    } catch {
      showConnection(false); // it will be tried again
    } finally {
      sending = false;
    }
    await showEntries();
    if (sent.length > before || isOld()) await refresh();
  }

  async function sendOne(entry) {
    const answer = await fetch(location.pathname + entry.path, {
      method: "POST",
      credentials: "omit",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(entry.fields),
    });
    if (answer.ok) {
      await drop(entry);
      sent.push(entry);
    } else if (answer.status === 410) {
      await close();
    } else if (answer.status === 404 || answer.status === 422) {
      await keep({ ...entry, refusal: (await answer.json()).refusal });
    } else {
      throw new Error(answer.status); // too many at once, or the server is down
    }
  }

  async function close() {
    await forgetPages();
    location.reload();
    await new Promise(() => {}); // nothing more happens here
  }

  const isOld = () => Date.now() - new Date(page.dataset.made) > FRESH;

  // The page as the server has it now, around what is being typed. The copy on the phone says what is here already.
  async function refresh() {
    const answer = await fetch(location.pathname, { credentials: "omit" }).catch(() => null);
    if (answer?.status === 410) await close();
    if (!answer?.ok) return showConnection(false);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = $("[data-page]", fresh).dataset.made;
    if (made === page.dataset.made) return showConnection(false);
    page.dataset.made = made;
    for (const live of $$("[data-live]", page)) {
      const now = $(`[data-pair="${live.closest("[data-pair]").dataset.pair}"] [data-live]`, fresh);
      if (now) live.replaceWith(document.adoptNode(now));
      else live.closest("[data-pair]").remove();
    }
    showConnection(true);
    await showEntries();
  }

  function showConnection(there) {
    $("[data-offline]", page).hidden = there;
    const made = new Date(page.dataset.made);
    $("[data-copy]", page).hidden = !isOld();
    $("[data-copy] time", page).textContent = made.toLocaleString("ru", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  }

  page.addEventListener("submit", take);
  addEventListener("online", send);
  addEventListener("offline", () => showConnection(false));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  setInterval(async () => (await mine()).some((entry) => !entry.refusal) && send(), TRY_AGAIN);
  for (const button of $$("[data-forget]", page)) {
    button.addEventListener("click", async () => {
      await forgetEverything();
      page.replaceWith($("#forgotten").content.cloneNode(true));
    });
  }
  // A copy of the page is as old as it is: its entry number may be used, its today be past.
  for (const form of $$("form[data-entry='']", page)) {
    if (form.closest("[open]")) continue; // refused by the server a moment ago
    $("[name=entry]", form).value = newEntry();
    setToday(form);
  }
  showEntries().then(send);
  navigator.serviceWorker?.register(page.dataset.worker).catch(() => null);
}

function setToday(form) {
  const now = new Date();
  const day = $("[name=held_on]", form);
  day.max = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  day.value = day.max;
}

if ($("[data-closed]")) showClosed($("[data-closed]"));
if ($("[data-page]")) showPage($("[data-page]"));
