// One picture: live, editable in place.

import { announce, readPage, reasonOf, send } from "./requests.js";
import { startEditor } from "./editor.js";
import { watch } from "./live.js";

let editor = null;
let publicationTurn = 0;

const id = document.getElementById("image").dataset.id;

watch(document.getElementById("image").dataset.mark, { image: hear, resync: () => unfinished() && refresh() });
document.addEventListener("keydown", leaveOnEscape);
await prepare();

function unfinished() {
  return ["pending", "processing"].includes(document.getElementById("image").dataset.status);
}

function hear(change) {
  if (change.id !== id) {
    return;
  }
  const page = document.getElementById("image");
  showPublication(change);
  if (change.deleted) {
    location.assign(trashed());
  } else if (change.status !== page.dataset.status || (!editor && String(change.version) !== page.dataset.version)) {
    refresh();
  } else {
    editor?.hear(change);
  }
}

// Only what it says of the publication: somebody may be drawing.
async function showPublication(change) {
  const shown = document.getElementById("publication");
  if (!shown || change.deleted || (change.publication === shown.dataset.publication && String(change.publishedVersion) === shown.dataset.version)) {
    return;
  }
  const turn = (publicationTurn += 1);
  const fresh = (await readPage(location.href))?.getElementById("publication");
  if (fresh && turn === publicationTurn) {
    document.getElementById("publication")?.replaceWith(fresh);
    localizeTimes(fresh);
  }
}

// Reads the page again and shows it, but does not take a form away from somebody who is writing.
async function refresh() {
  const page = await readPage(location.href);
  const fresh = page?.getElementById("image");
  const shown = document.getElementById("image");
  if (!fresh || isWriting(shown) || editor?.isUnsaved) {
    return;
  }
  for (const details of shown.querySelectorAll("details[open]")) {
    fresh.querySelector(`#${details.id}`)?.setAttribute("open", "");
  }
  if (fresh.dataset.status !== shown.dataset.status && fresh.dataset.status === "completed") {
    announce("The picture is ready.");
  }
  // A preview that is shown stays, so that nothing flickers.
  const [oldPreview, newPreview] = [shown.querySelector(".preview"), fresh.querySelector(".preview")];
  if (oldPreview && newPreview && oldPreview.getAttribute("src") === newPreview.getAttribute("src")) {
    oldPreview.alt = newPreview.alt;
    newPreview.replaceWith(oldPreview);
  }
  editor?.stop();
  editor = null;
  shown.replaceWith(fresh);
  document.title = page.title;
  await prepare();
}

function isWriting(page) {
  const form = page.querySelector("#edit-form");
  const changed = [...form.elements].some((field) => field.defaultValue !== undefined && field.value !== field.defaultValue);
  return changed || page.querySelector(":popover-open") !== null;
}

async function prepare() {
  const page = document.getElementById("image");
  page.addEventListener("submit", submit);
  localizeTimes(page);
  const started = await startEditor(page);
  if (page.isConnected) {
    editor = started;
  } else {
    started?.stop();
  }
}

// The list that the person came from.
function gallery() {
  return document.querySelector(".back").getAttribute("href");
}

function trashed() {
  return `/gallery?trashed=${id}`;
}

async function submit(event) {
  const form = event.target;
  const action = { edit, retry, delete: remove }[form.dataset.action];
  if (!action) {
    return;
  }
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((button) => { button.disabled = true; });
  const response = await action(form).catch(() => Response.error());
  buttons.forEach((button) => { button.disabled = false; });
  if (!response.ok) {
    await explain(form, response);
  }
}

async function edit(form) {
  await editor?.flush();
  const { caption, tags, version } = form.elements;
  const response = await send("PATCH", `/api/images/${id}`, form, {
    caption: caption.value,
    tags: tags.value.split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
    version: Number(version.value),
  });
  if (response.ok) {
    form.reset();
    form.closest("details").open = false;
    await refresh();
    announce("Saved.");
  }
  return response;
}

async function retry(form) {
  const response = await send("POST", `/api/images/${id}/retry`, form);
  if (response.ok) {
    await refresh();
  }
  return response;
}

async function remove(form) {
  const response = await send("DELETE", `/api/images/${id}`, form);
  if (response.ok || response.status === 404) {
    location.assign(trashed());
  }
  return response;
}

async function explain(form, response) {
  const problem = document.getElementById("edit-problem");
  if (form.dataset.action !== "edit") {
    announce(await reasonOf(response));
    return;
  }
  if (response.status === 409) {
    const { version } = await response.json();
    form.elements.version.value = version;
    problem.textContent = "Somebody else changed this image while you were writing. Your text is still here; saving it again puts it in place of theirs.";
  } else {
    problem.textContent = await reasonOf(response);
  }
  problem.hidden = false;
}

function localizeTimes(page) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });
  for (const time of page.querySelectorAll("time")) {
    time.textContent = format.format(new Date(time.dateTime));
  }
}

function leaveOnEscape(event) {
  const writing = event.target.closest("input, textarea, [popover]");
  if (event.key === "Escape" && !event.defaultPrevented && !writing && !document.querySelector(":popover-open")) {
    leave();
  }
}

async function leave() {
  await editor?.flush();
  location.assign(gallery());
}
