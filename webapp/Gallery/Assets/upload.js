// The upload page: drop or choose, see each file go.

import { announce } from "./requests.js";
import { keepLive } from "./tiles.js";
import { intoStore, throughGallery } from "./transfers.js";
import { watch } from "./live.js";

const AT_ONCE = 3;
const TRIES = 4;
const LATEST = 12;

const page = document.querySelector(".upload");
const form = document.getElementById("upload");
const picker = document.getElementById("files");
const queue = document.getElementById("queue");
const queueList = document.getElementById("queue-list");
const maxBytes = Number(form.dataset.maxBytes);
const transfer = form.dataset.direct === "true" ? intoStore : throughGallery;

const waiting = [];
const jobsById = new Map();
let running = 0;

picker.addEventListener("change", () => {
  add([...picker.files]);
  picker.value = "";
});
form.addEventListener("submit", (event) => event.preventDefault());

// The whole page is the target. Counting enters and leaves tells when the pointer has left it altogether.
let depth = 0;
addEventListener("dragenter", (event) => {
  if (hasFiles(event)) {
    depth += 1;
    form.toggleAttribute("data-over", true);
  }
});
addEventListener("dragleave", (event) => {
  if (hasFiles(event)) {
    depth -= 1;
    form.toggleAttribute("data-over", depth > 0);
  }
});
addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
addEventListener("drop", (event) => {
  if (!hasFiles(event)) {
    return;
  }
  event.preventDefault();
  depth = 0;
  form.toggleAttribute("data-over", false);
  const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
  const folders = items.filter((item) => item.webkitGetAsEntry?.()?.isDirectory);
  folders.forEach((item) => refuse(newJob(item.webkitGetAsEntry().name), "This is a folder: drop the pictures that are in it."));
  add(items.filter((item) => !folders.includes(item)).map((item) => item.getAsFile()).filter(Boolean));
});

function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

function add(files) {
  for (const file of files) {
    const job = newJob(file.name);
    if (file.size > maxBytes) {
      refuse(job, `Too large: ${size(file.size)}, and at most ${size(maxBytes)} are taken.`);
    } else if (file.size === 0) {
      refuse(job, "The file is empty.");
    } else {
      job.file = file;
      job.key = randomKey();
      waiting.push(job);
    }
  }
  pump();
}

function pump() {
  while (running < AT_ONCE && waiting.length > 0) {
    running += 1;
    upload(waiting.shift()).finally(() => {
      running -= 1;
      pump();
    });
  }
}

function newJob(name) {
  const item = document.createElement("li");
  item.className = "job";
  item.dataset.state = "waiting";
  const picture = document.createElement("span");
  picture.className = "job-picture";
  const text = document.createElement("div");
  const title = document.createElement("p");
  title.className = "job-name";
  title.textContent = name;
  const note = document.createElement("p");
  note.className = "job-note";
  note.textContent = "Waiting…";
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", `Progress of ${name}`);
  text.append(title, note, progress);
  item.append(picture, text);
  queueList.append(item);
  queue.hidden = false;
  return { item, picture, title, note, progress, name };
}

// A file that fails on the way is sent again under the same key, so that no picture comes in twice.
async function upload(job) {
  job.item.dataset.state = "sending";
  for (let attempt = 1; ; attempt += 1) {
    job.note.textContent = attempt === 1 ? "Uploading…" : "Trying again…";
    const { image, reason, isFinal, retryAfter = 0 } = await transfer(job, form, (share) => { job.progress.value = share; });
    if (image) {
      accepted(job, image);
      return;
    }
    if (isFinal || attempt === TRIES) {
      refuse(job, reason);
      return;
    }
    job.note.textContent = `${reason} Trying again in a moment…`;
    await new Promise((resolve) => { setTimeout(resolve, Math.max(Math.min(retryAfter, 30) * 1000, 1000 * 2 ** (attempt - 1))); });
  }
}

function accepted(job, image) {
  job.item.dataset.state = "working";
  job.item.dataset.id = image.id;
  const link = document.createElement("a");
  link.href = image.url;
  link.textContent = job.name;
  job.title.replaceChildren(link);
  job.progress.remove();
  job.note.textContent = "Uploaded. Being looked at…";
  job.file = null;
  jobsById.set(image.id, job);
  check(job, image.id);
}

function refuse(job, reason) {
  job.item.dataset.state = "refused";
  job.progress.remove();
  job.note.textContent = reason;
  job.file = null;
  announce(`${job.name}: ${reason}`);
}

// What the events tell of an image that this page has uploaded.
function show(job, { status, thumbnailUrl, caption }) {
  if (thumbnailUrl && !job.picture.firstChild) {
    const picture = document.createElement("img");
    picture.src = thumbnailUrl;
    picture.alt = "";
    job.picture.append(picture);
  }
  if (caption) {
    job.note.textContent = caption;
  }
  if (status === "completed" && job.item.dataset.state !== "ready") {
    job.item.dataset.state = "ready";
    announce(`${job.name} is ready.`);
  } else if (status === "failed") {
    job.item.dataset.state = "refused";
    job.note.textContent = "It was uploaded, but something failed. Open it to see what.";
  }
}

// An event may come before the upload's own reply: so ask once.
async function check(job, id) {
  const response = await fetch(`/api/image_status/${id}`).catch(() => null);
  if (response?.ok) {
    const image = await response.json();
    show(job, { status: image.overall_status, thumbnailUrl: image.thumbnail_url, caption: image.annotation });
  }
}

function checkUnfinished() {
  for (const [id, job] of jobsById) {
    if (job.item.dataset.state === "working") {
      check(job, id);
    }
  }
}

const latest = document.getElementById("latest");
const latestTiles = keepLive(document.getElementById("tiles"), {
  admitsNew: true,
  limit: LATEST,
  onChange: () => { latest.hidden = latest.querySelector(".tile") === null; },
});
watch(page.dataset.mark, {
  image: (change) => {
    latestTiles.image(change);
    if (jobsById.has(change.id)) {
      show(jobsById.get(change.id), change);
    }
  },
  resync: () => {
    latestTiles.resync();
    checkUnfinished();
  },
});

function size(bytes) {
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// Not randomUUID, which a page that came by plain HTTP from another machine does not have.
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
