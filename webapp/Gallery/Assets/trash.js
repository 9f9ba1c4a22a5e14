// The trash: live, restored from and emptied without leaving the page.

import { announce, readPage, reasonOf, send } from "./requests.js";
import { watch } from "./live.js";

const GATHER_MS = 120;

let timer = null;
watch(trash().dataset.mark, {
  // What was deleted has come in, or has gone for good; what was not has been restored, if it was here.
  image: (change) => (change.deleted || tile(change.id)) && refreshSoon(),
  resync: refresh,
});
document.addEventListener("submit", submit);

function trash() {
  return document.getElementById("trash");
}

function tile(id) {
  return trash().querySelector(`[data-id="${CSS.escape(id)}"]`);
}

function refreshSoon() {
  timer ??= setTimeout(refresh, GATHER_MS);
}

async function refresh() {
  timer = null;
  const fresh = (await readPage(location.href))?.getElementById("trash");
  if (!fresh) {
    return;
  }
  const list = trash().querySelector(".grid");
  const freshList = fresh.querySelector(".grid");
  if (!list || !freshList) {
    if (list || freshList) {
      trash().replaceWith(fresh);
    }
    return;
  }
  // What stays is left alone, with the focus that may be in it and the question that somebody may be asked.
  const tiles = [...freshList.children];
  const ids = new Set(tiles.map((each) => each.dataset.id));
  [...list.children].filter((each) => !ids.has(each.dataset.id)).forEach((each) => each.remove());
  tiles.forEach((each, place) => {
    if (list.children[place]?.dataset.id !== each.dataset.id) {
      list.insertBefore(each, list.children[place] ?? null);
    }
  });
  for (const part of ["#total", "#empty-title", ".more"]) {
    trash().querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes);
  }
}

async function submit(event) {
  const form = event.target;
  const { method, url } = form.dataset;
  if (!url) {
    return;
  }
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((button) => { button.disabled = true; });
  const response = await send(method, url, form).catch(() => Response.error());
  buttons.forEach((button) => { button.disabled = false; });
  form.closest("[popover]")?.hidePopover();
  announce(response.ok ? (method === "DELETE" ? "Deleted for good." : "Restored.") : await reasonOf(response));
  await refresh();
}
