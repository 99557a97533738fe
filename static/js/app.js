// What pages do beyond plain HTML. Every behaviour hangs on a data- attribute, and nothing here is needed to read.
// Works for content that htmx brings too: listeners sit on the document, the rest runs again through `enhance`.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (type, handler, capture = false) => document.addEventListener(type, handler, capture);

document.documentElement.classList.add("js");

// --- htmx: the CSRF token, and a word when a request fails -----------------------------------------------------------
on("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = $("meta[name=csrf-token]").content;
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  on(failure, () => {
    const place = $("#palette[open] #palette-results") ?? $("#messages");
    place.replaceChildren($("#request-failed").content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  });
}

// --- forms: changed, sent once, drafts -------------------------------------------------------------------------------
const sent = new WeakSet();
const snapshots = new WeakMap();

function fieldsOf(form) {
  const skipped = ["hidden", "password", "file", "submit", "button"];
  return [...form.elements].filter((field) => field.name && !skipped.includes(field.type));
}

function valuesOf(form) {
  return fieldsOf(form).map((field) => {
    if (["checkbox", "radio"].includes(field.type)) return [field.name, field.checked];
    if (field.type === "select-multiple") return [field.name, [...field.selectedOptions].map((option) => option.value)];
    return [field.name, field.value];
  });
}

function setValue(field, value) {
  if (["checkbox", "radio"].includes(field.type)) field.checked = value;
  else if (field.type === "select-multiple") for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
}

const snapshot = (form) => JSON.stringify(valuesOf(form));
const hasFile = (form) => $$("input[type=file]", form).some((input) => input.files.length);
const wasRefused = (form) => $(".error-summary", form) !== null;
const isChanged = (form) => !sent.has(form) && (snapshot(form) !== snapshots.get(form) || hasFile(form) || wasRefused(form));

window.addEventListener("beforeunload", (event) => {
  if ($$("form[data-warn-unsaved]").some(isChanged)) event.preventDefault();
});

// In the capture phase, so that a second click reaches neither the browser nor htmx.
on("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-once]")) {
    if (sent.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    for (const button of $$("[type=submit], button:not([type])", form)) button.setAttribute("aria-disabled", "true");
  }
  sent.add(form);
  if (form.dataset.draft) sessionStorage.removeItem(draftKey(form));
  if (form.matches("[data-signout]")) dropAllDrafts();
}, true);

function release(form) {
  sent.delete(form);
  snapshots.set(form, snapshot(form));
  for (const button of $$("[aria-disabled]", form)) button.removeAttribute("aria-disabled");
}
on("htmx:afterRequest", ({ target }) => target instanceof HTMLFormElement && release(target));
window.addEventListener("pageshow", (event) => event.persisted && $$("form").forEach(release));

// A draft lives in this tab only and under this person's number: a school computer has many users.
const draftKey = (form) => `draft:${document.body.dataset.user}:${location.pathname}:${form.dataset.draft}`;

function dropAllDrafts() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
}

function saveDraft(form) {
  if (isChanged(form)) sessionStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), values: valuesOf(form) }));
}

function fits(form, values) {
  const fields = fieldsOf(form);
  return values.length === fields.length && values.every(([name], index) => name === fields[index].name);
}

function restoreDraft(form, values) {
  const fields = fieldsOf(form);
  values.forEach(([, value], index) => setValue(fields[index], value));
}

function offerDraft(form) {
  const stored = sessionStorage.getItem(draftKey(form));
  if (!stored) return;
  const draft = JSON.parse(stored);
  if (!fits(form, draft.values) || JSON.stringify(draft.values) === snapshot(form)) return;
  const notice = $("#draft-found").content.firstElementChild.cloneNode(true);
  $("[data-draft-time]", notice).textContent = new Date(draft.at).toLocaleString("ru", { dateStyle: "long", timeStyle: "short" });
  $("[data-draft-restore]", notice).addEventListener("click", () => {
    restoreDraft(form, draft.values);
    notice.remove();
    fieldsOf(form)[0]?.focus();
  });
  $("[data-draft-drop]", notice).addEventListener("click", () => {
    sessionStorage.removeItem(draftKey(form));
    notice.remove();
  });
  form.before(notice);
}

let draftTimer;
on("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(draftTimer);
  draftTimer = setTimeout(saveDraft, 400, form);
});

on("change", ({ target }) => {
  if (target.dataset.tickAll) for (const box of $$(`[name=${target.dataset.tickAll}]`, target.form)) box.checked = target.checked;
  if (target.form?.matches("[data-autosubmit]")) target.form.requestSubmit();
});

// --- fields that only some answers need: `data-only-for="kind:learner external"` folds away what is empty for others ---
function foldFields(form) {
  for (const piece of $$("[data-only-for]", form)) {
    const [name, answers] = piece.dataset.onlyFor.split(":");
    const typed = $$("input, textarea", piece).some((field) => field.value) || $(".is-invalid", piece);
    piece.hidden = !typed && !answers.split(" ").includes(form.elements[name].value);
  }
  for (const group of $$("fieldset", form)) {
    const pieces = $$("[data-only-for]", group);
    group.hidden = pieces.length > 0 && pieces.length === $$(".form-grid > *", group).length && pieces.every((piece) => piece.hidden);
  }
}
on("change", ({ target }) => {
  const form = target.form;
  if (form && $(`[data-only-for^="${target.name}:"]`, form)) foldFields(form);
});

// --- a table pasted whole: the box shows its text, a hidden field sends its HTML, in which lists stay in their cells --
function keepPastedTable({ target, clipboardData }) {
  const kept = target.dataset?.pasteHtml && $(`[name=${target.dataset.pasteHtml}]`, target.form);
  if (!kept) return;
  const html = clipboardData.getData("text/html");
  const replacesAll = target.selectionEnd - target.selectionStart === target.value.length;
  kept.value = replacesAll && /<table/i.test(html) && html.length <= kept.maxLength ? html : "";
}
on("paste", keepPastedTable);
on("input", ({ target, inputType }) => {
  const kept = target.dataset?.pasteHtml && $(`[name=${target.dataset.pasteHtml}]`, target.form);
  if (kept && inputType !== "insertFromPaste") kept.value = ""; // the text was edited: it counts now
});

// --- small buttons ---------------------------------------------------------------------------------------------------
function addPasswordToggle(input) {
  const box = document.createElement("div");
  box.className = "password-box";
  input.replaceWith(box);
  box.append(input, $("#password-toggle").content.cloneNode(true));
}

function togglePassword(button) {
  const input = $("input", button.parentElement);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
}

async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  getSelection().selectAllChildren(source); // over plain http there is no clipboard: the text is at least selected
  await navigator.clipboard?.writeText(source.value ?? source.innerText);
  if (!navigator.clipboard) return;
  const label = $("[data-copy-label]", button) ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  setTimeout(() => { label.textContent = before; }, 2000);
}

const palette = $("#palette");

function openPalette() {
  palette.showModal();
  $("#palette-query").select();
}

const actions = {
  "[data-dismiss]": (button) => button.closest(".notice").remove(),
  "[data-show-password]": togglePassword,
  "[data-copy]": copyText,
  "[data-print]": () => window.print(),
  "[data-palette-close]": () => palette.close(),
};
on("click", (event) => {
  for (const [selector, act] of Object.entries(actions)) {
    const button = event.target.closest(selector);
    if (button) act(button);
  }
  if (palette && event.target.closest("[data-palette-open]")) {
    event.preventDefault();
    openPalette();
  }
  for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// --- keys: Ctrl-K, arrows through what was found, Esc closes a menu --------------------------------------------------
on("keydown", (event) => {
  if (palette && (event.ctrlKey || event.metaKey) && event.code === "KeyK") {
    event.preventDefault();
    if (!palette.open) openPalette();
  }
  if (palette?.open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    const stops = [$("#palette-query"), ...$$("#palette-results a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  }
  if (palette?.open && event.key === "Enter" && event.target.id === "palette-query") {
    const first = $("#palette-results a");
    if (first) {
      event.preventDefault();
      first.click();
    }
  }
  const menu = event.key === "Escape" && document.activeElement.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    $("summary", menu).focus();
  }
});

// --- what must be done once for every new piece of the page ----------------------------------------------------------
function enhance(piece) {
  const all = (selector) => [...(piece.matches(selector) ? [piece] : []), ...$$(selector, piece)];
  for (const form of all("form")) snapshots.set(form, snapshot(form));
  all("form[data-draft]").forEach(offerDraft);
  for (const form of all("form")) if ($("[data-only-for]", form)) foldFields(form);
  all("input[type=password]").forEach(addPasswordToggle);
  for (const wrap of all(".table-wrap, .table-responsive")) if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
  all("[data-focus]")[0]?.focus();
}
enhance(document.body);
on("htmx:load", ({ target }) => target !== document.body && enhance(target));
