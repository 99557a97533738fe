// The service worker of mentors' pages (docs/mentor-page.md): a copy of the page and its files for the time without
// connection. `SHELL`, the addresses of the files, comes from templates/pairing/mentor/worker.js.

const FILES = "mentor-files", PAGES = "mentor-pages";
const PAGE = /^\/m\/[^/.]+\/$/;
const PATIENCE = 5000; // milliseconds: with a copy at hand a bad connection is not waited for any longer

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (PAGE.test(pathname)) event.respondWith(page(event.request, pathname));
  else if (SHELL.includes(pathname)) event.respondWith(file(event.request));
});

async function keepFiles() {
  const files = await caches.open(FILES);
  await files.addAll(SHELL);
  await self.skipWaiting();
}

// Files of an older release go; the page that is open already, which came past this worker, gets its copy.
async function takeOver() {
  const files = await caches.open(FILES);
  for (const request of await files.keys()) {
    if (!SHELL.includes(new URL(request.url).pathname)) await files.delete(request);
  }
  await self.clients.claim();
  for (const { url } of await self.clients.matchAll()) {
    const { pathname } = new URL(url);
    if (PAGE.test(pathname)) await fetchPage(pathname).catch(() => null);
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url)) ?? Response.error();
  }
}

async function page(request, path) {
  const copy = await copyOf(path);
  try {
    const answer = await (copy ? Promise.race([fetchPage(path), giveUp()]) : fetchPage(path));
    return copy && answer.status >= 429 ? copy : answer;
  } catch {
    return copy ?? Response.error();
  }
}

// Keeps what the server shows; what it shows no longer (a link that was closed) is forgotten at once.
async function fetchPage(path) {
  const answer = await fetch(path, { credentials: "omit", cache: "no-store" });
  const pages = await caches.open(PAGES);
  if (answer.ok) await pages.put(path, answer.clone());
  else if ([404, 410].includes(answer.status)) await pages.delete(path);
  return answer;
}

// The copy, unless it is too old: then every trace of it goes.
async function copyOf(path) {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const until = (await pages.match(request))?.headers.get("X-Kept-Until");
    if (!(Date.parse(until) > Date.now())) await pages.delete(request);
  }
  return pages.match(path);
}

const giveUp = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));
