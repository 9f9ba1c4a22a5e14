// Import: first a look at what would change, then the change; each tells of every picture as it goes.

import { announce, tokenOf } from "./requests.js";

const MAX_ROWS = 500;
const NAMES = { added: "added", changed: "changed", unchanged: "as it is", skipped: "left out" };

const form = document.getElementById("import");
const check = form.querySelector("[data-run=check]");
const run = form.querySelector("[data-run=import]");
const stop = form.querySelector("[data-run=stop]");
const problem = document.getElementById("import-problem");
const progress = document.getElementById("import-progress");
const report = document.getElementById("import-report");
const summary = document.getElementById("import-summary");
const rows = report.querySelector("tbody");
const more = document.getElementById("import-more");
const maxBytes = Number(form.dataset.maxBytes) || Infinity;

let request = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(true);
});
run.addEventListener("click", () => send(false));
stop.addEventListener("click", () => request?.abort());
// What was checked was another file, or meant otherwise.
form.addEventListener("change", () => {
  run.disabled = true;
  report.hidden = true;
  problem.hidden = true;
});

function send(isDryRun) {
  const file = form.elements.file.files[0];
  if (!file || request) {
    return;
  }
  if (file.size > maxBytes) {
    fail("The file is larger than what passes through what stands before this gallery. Divide it, or import it where the gallery runs on a host.");
    return;
  }
  const query = new URLSearchParams({ format: form.elements.format.value, merge: form.elements.merge.value, dryRun: isDryRun });
  const state = { isDryRun, read: 0, lines: 0, total: 0, rows: 0, hidden: 0, end: null, failed: null };
  begin();
  // Not fetch, which tells nothing of how far an upload is.
  request = new XMLHttpRequest();
  request.open("POST", `/api/import?${query}`);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("RequestVerificationToken", tokenOf(form));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.addEventListener("progress", (event) => event.lengthComputable && tell(event.loaded / event.total, "Sending the file…"));
  request.upload.addEventListener("load", () => tell(null, "Looking at the file…"));
  request.addEventListener("progress", () => request.status === 200 && read(request.responseText, state));
  request.addEventListener("loadend", () => {
    const done = request;
    request = null;
    if (done.status === 200) {
      read(done.responseText, state);
    }
    finish(done, state);
  });
  request.send(file);
}

function begin() {
  problem.hidden = true;
  report.hidden = true;
  rows.replaceChildren();
  more.hidden = true;
  progress.hidden = false;
  stop.hidden = false;
  check.disabled = true;
  run.disabled = true;
  tell(0, "Sending the file…");
}

// The text grows: what was read before is not read again, nor is a line that is not whole.
function read(text, state) {
  for (let end = text.indexOf("\n", state.read); end >= 0; end = text.indexOf("\n", state.read)) {
    const line = JSON.parse(text.slice(state.read, end));
    state.read = end + 1;
    if (line.event === "begin") {
      state.total = line.total;
    } else if (line.event === "picture") {
      state.lines += 1;
      show(line, state);
    } else {
      state[line.event] = line;
    }
  }
  tell(state.total ? state.lines / state.total : null, `${state.lines.toLocaleString("en")} of ${state.total.toLocaleString("en")}`);
}

function show(line, state) {
  if (line.outcome === "unchanged") {
    return;
  }
  if (state.rows === MAX_ROWS) {
    state.hidden += 1;
    return;
  }
  state.rows += 1;
  const row = document.createElement("tr");
  row.dataset.outcome = line.outcome;
  const name = document.createElement("th");
  name.scope = "row";
  if (line.id) {
    const link = document.createElement("a");
    link.href = `/images/${line.id}`;
    link.textContent = line.filename;
    name.append(link);
  } else {
    name.textContent = line.filename ?? "";
  }
  row.append(name, ...[line.place, NAMES[line.outcome], line.notes.join("; ")].map((text) => {
    const cell = document.createElement("td");
    cell.textContent = text;
    return cell;
  }));
  rows.append(row);
}

function finish(done, state) {
  progress.hidden = true;
  stop.hidden = true;
  check.disabled = false;
  const counts = state.end ?? state.failed;
  if (done.status !== 200) {
    fail(reasonOf(done));
    return;
  }
  if (!counts) {
    fail("The import broke off. What was done is done: import the file again to go on.");
  } else if (state.failed) {
    fail(state.failed.reason);
  }
  if (counts) {
    const words = Object.entries({ added: "added", changed: "changed", unchanged: "as they are", skipped: "left out" })
      .map(([key, word]) => `${counts[key].toLocaleString("en")} ${word}`);
    summary.textContent = `${state.isDryRun ? "Nothing was changed yet. It would be:" : "Done:"} ${words.join(", ")}.`;
    announce(summary.textContent);
    run.disabled = !state.isDryRun || counts.added + counts.changed === 0;
  }
  report.querySelector(".exchange-table").hidden = state.rows === 0;
  more.hidden = state.hidden === 0;
  more.textContent = `${state.hidden.toLocaleString("en")} more are not shown.`;
  report.hidden = !counts;
}

function reasonOf(done) {
  try {
    return JSON.parse(done.responseText).detail;
  } catch {
    return done.status === 0 ? "The import was stopped, or the server could not be reached. What was done is done." : "The server did not take the file.";
  }
}

function fail(reason) {
  problem.textContent = reason;
  problem.hidden = false;
}

function tell(share, text) {
  const bar = progress.querySelector("progress");
  if (share === null) {
    bar.removeAttribute("value");
  } else {
    bar.value = share;
  }
  progress.querySelector("span").textContent = text;
}
