// Keeps a list of tiles true to what happens. The server alone knows how a tile looks: changed ones are fetched from it.

import { announce, readPage, reasonOf, send } from "./requests.js";

const GATHER_MS = 120;
const MAX_TILES_AT_ONCE = 30;

/**
 * @param {HTMLElement} list
 * @param {{admitsNew: boolean, limit?: number, query?: string, onChange?: () => void, onPut?: (tile: HTMLElement) => void}} options
 *   admitsNew: images that are not on the page are put in, the newest first; limit: the most tiles there are;
 *   query: the parameters of the list that the tiles are of; onPut: a tile was drawn anew
 * @returns a listener for watch()
 */
export function keepLive(list, { admitsNew, limit = Infinity, query, onChange = () => {}, onPut = () => {} }) {
  const wanted = new Set();
  let timer = null;

  list.addEventListener("submit", retry);
  return { image, resync };

  function image(change) {
    if (change.deleted) {
      wanted.delete(change.id);
      remove(change.id);
    } else if (admitsNew || tile(change.id)) {
      wanted.add(change.id);
      timer ??= setTimeout(fetchWanted, GATHER_MS);
    }
  }

  async function fetchWanted() {
    timer = null;
    const ids = [...wanted].slice(0, MAX_TILES_AT_ONCE);
    ids.forEach((id) => wanted.delete(id));
    const ofList = query === undefined ? "" : `&list${query.replace("?", "&")}`;
    const page = await readPage(`/gallery/tiles?ids=${ids.join(",")}${ofList}`);
    if (page) {
      const fresh = [...page.querySelectorAll(".tile")];
      const found = new Set(fresh.map((tile) => tile.dataset.id));
      ids.filter((id) => !found.has(id)).forEach(remove);
      fresh.forEach(put);
    }
    onChange();
    if (wanted.size > 0) {
      timer ??= setTimeout(fetchWanted, GATHER_MS);
    }
  }

  // The first page again: what it has is put in, what it no longer has is taken out. Of a list that new images are not put
  // into, what is shown is looked at again.
  async function resync() {
    if (!admitsNew) {
      [...list.children].forEach((shown) => wanted.add(shown.dataset.id));
      timer ??= setTimeout(fetchWanted, GATHER_MS);
      return;
    }
    const page = await readPage(location.href);
    if (!page) {
      return;
    }
    const fresh = [...page.querySelectorAll("#tiles > .tile")];
    const ids = new Set(fresh.map((tile) => tile.dataset.id));
    const oldest = page.querySelector("#more a") && fresh.length > 0 ? Number(fresh.at(-1).dataset.sequence) : 0;
    for (const tile of [...list.children]) {
      if (Number(tile.dataset.sequence) >= oldest && !ids.has(tile.dataset.id)) {
        remove(tile.dataset.id);
      }
    }
    fresh.forEach(put);
    onChange();
  }

  function tile(id) {
    return list.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`);
  }

  function put(fresh) {
    const shown = tile(fresh.dataset.id);
    if (!shown) {
      insert(fresh);
      return;
    }
    keepToken(shown, fresh);
    if (shown.outerHTML !== fresh.outerHTML) {
      const focused = shown.contains(document.activeElement);
      if (shown.dataset.status !== fresh.dataset.status && ["completed", "failed"].includes(fresh.dataset.status)) {
        announce(`${fresh.querySelector(".caption").textContent}: ${fresh.dataset.status === "completed" ? "ready" : "failed"}`);
      }
      shown.replaceWith(fresh);
      onPut(fresh);
      if (focused) {
        fresh.querySelector(".frame").focus({ preventScroll: true });
      }
    }
  }

  // A form's token is another each time, and no news: the tile, with the focus that may be in it, stays.
  function keepToken(shown, fresh) {
    const [ours, theirs] = [shown, fresh].map((each) => each.querySelector('form input[type="hidden"]'));
    if (ours && theirs) {
      theirs.setAttribute("value", ours.value);
    }
  }

  function insert(fresh) {
    if (!admitsNew) {
      return;
    }
    const sequence = Number(fresh.dataset.sequence);
    const next = [...list.children].find((other) => Number(other.dataset.sequence) < sequence);
    if (next) {
      next.before(fresh);
    } else if (!document.querySelector("#more a")) {
      list.append(fresh);
    }
    while (list.children.length > limit) {
      list.lastElementChild.remove();
    }
  }

  function remove(id) {
    const gone = tile(id);
    if (gone) {
      gone.remove();
      onChange();
    }
  }

  async function retry(event) {
    const form = event.target;
    if (form.dataset.action !== "retry") {
      return;
    }
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    const id = form.closest(".tile").dataset.id;
    const response = await send("POST", `/api/images/${id}/retry`, form).catch(() => Response.error());
    if (response.ok) {
      image({ id });
    } else {
      button.disabled = false;
      announce(await reasonOf(response));
    }
  }
}
