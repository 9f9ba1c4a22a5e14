// Many pictures selected, and one thing done with all of them.

import { announce, readPage, reasonOf, send, submit } from "./requests.js";

// As many as the server takes in one request.
const PIECE = 100;
const MOST_EXPORTED = 20000;

/**
 * @param {HTMLElement} list the tiles
 * @param {string} query the parameters of the page's list, with the question mark before them
 * @returns {{mark: (tile: HTMLElement) => void, toggle: (tile: HTMLElement) => void, clear: () => boolean}}
 *   mark: shows on a tile that was drawn anew whether it is selected; clear: whether there was something to clear
 */
export function selectable(list, query) {
  const ids = new Set();
  let last = null;
  let all = false;
  let bar = null;
  let opening = null;
  let stopped = false;
  let running = false;
  let deleted = [];

  list.addEventListener("click", (event) => {
    const pick = event.target.closest(".pick");
    if (pick) {
      choose(pick.closest(".tile"), pick.checked, event.shiftKey);
    } else if (ids.size > 0 && event.target.closest(".frame") && !event.ctrlKey && !event.metaKey) {
      // While pictures are being selected, a click on one selects it.
      event.preventDefault();
      const tile = event.target.closest(".tile");
      choose(tile, !ids.has(tile.dataset.id), event.shiftKey);
    }
  });
  pressLong(list, (tile) => choose(tile, true, false));

  return { mark, toggle: (tile) => choose(tile, !ids.has(tile.dataset.id), false), clear };

  function choose(tile, on, isRange) {
    if (running) {
      mark(tile);
      return;
    }
    const tiles = [...list.children];
    const from = isRange && last ? tiles.findIndex((other) => other.dataset.id === last) : -1;
    const to = tiles.indexOf(tile);
    const chosen = from < 0 ? [tile] : tiles.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const each of chosen) {
      set(each, on);
    }
    last = tile.dataset.id;
    all = false;
    show();
  }

  function set(tile, on) {
    if (on) {
      ids.add(tile.dataset.id);
    } else {
      ids.delete(tile.dataset.id);
    }
    mark(tile);
  }

  function mark(tile) {
    const pick = tile.querySelector(".pick");
    if (pick) {
      pick.checked = ids.has(tile.dataset.id);
    }
  }

  function clear() {
    if (ids.size === 0 || running) {
      return false;
    }
    ids.clear();
    all = false;
    [...list.children].forEach(mark);
    show();
    return true;
  }

  async function show() {
    list.toggleAttribute("data-selecting", ids.size > 0);
    if (!bar && ids.size > 0) {
      opening ??= open();
      await opening;
    }
    if (!bar) {
      return;
    }
    const hasNews = !find("#selection-done").hidden;
    bar.hidden = ids.size === 0 && !hasNews && !running;
    document.body.toggleAttribute("data-selecting", !bar.hidden);
    find("#selection-count").textContent = all ? `All ${number(ids.size)} that match are selected` : `${number(ids.size)} selected`;
    find(".selection-actions").hidden = ids.size === 0;
    find('[data-select="none"]').textContent = ids.size > 0 ? "Clear" : "Close";
    find('[data-select="all"]').hidden = all || !document.querySelector("#more a");
    for (const button of bar.querySelectorAll("[data-bulk]")) {
      button.disabled = running;
    }
  }

  async function open() {
    const page = await readPage("/gallery/selection");
    const form = page?.getElementById("selection");
    if (!form) {
      opening = null;
      announce("The server could not be reached.");
      return;
    }
    bar = document.adoptNode(form);
    bar.addEventListener("submit", (event) => event.preventDefault());
    bar.addEventListener("click", press);
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("#selection-tag")) {
        run("tag");
      } else if (event.key === "Escape" && find(".selection-export").open) {
        event.stopPropagation();
        find(".selection-export").open = false;
        find(".selection-export > summary").focus();
      }
    });
    document.getElementById("main").append(bar);
  }

  function find(selector) {
    return bar.querySelector(selector);
  }

  function press(event) {
    const button = event.target.closest("button");
    if (button?.dataset.bulk) {
      run(button.dataset.bulk, button.dataset.review);
    } else if (button?.dataset.select === "page") {
      [...list.children].forEach((tile) => set(tile, true));
      show();
    } else if (button?.dataset.select === "all") {
      selectAll();
    } else if (button?.dataset.select === "export") {
      exportChosen();
    } else if (button?.dataset.select === "stop") {
      stopped = true;
    } else if (button?.dataset.select === "none") {
      find("#selection-done").hidden = true;
      if (!clear()) {
        show();
      }
    }
  }

  // The ids of everything that the search finds, a thousand at a time.
  async function selectAll() {
    stopped = false;
    progress(0, 0, "Finding all that match…");
    try {
      let next = "";
      do {
        const cursor = next ? `cursor=${encodeURIComponent(next)}` : "";
        const address = `/api/images/ids${query}${cursor ? (query ? "&" : "?") + cursor : ""}`;
        const response = await fetch(address, { headers: { Accept: "application/json" } });
        if (!response.ok) {
          complain(await reasonOf(response));
          return;
        }
        const page = await response.json();
        page.ids.forEach((id) => ids.add(id));
        next = page.next;
        progress(0, 0, `${number(ids.size)} found…`);
      } while (next && !stopped);
      all = !stopped;
    } catch {
      complain("The server could not be reached.");
    } finally {
      find("#selection-progress").hidden = true;
      [...list.children].forEach(mark);
      show();
      announce(find("#selection-count").textContent);
    }
  }

  // The browser takes the file itself, so that it may be as large as it is. All that match are a search, however many they are.
  function exportChosen() {
    const chosen = { format: find("#selection-format").value };
    if (find("#selection-pictures").checked) {
      chosen.images = "true";
    }
    if (all) {
      submit("get", "/api/export", { ...Object.fromEntries(new URLSearchParams(query)), ...chosen });
    } else if (ids.size > MOST_EXPORTED) {
      complain(`At most ${number(MOST_EXPORTED)} chosen pictures are exported at a time. Select all that match instead.`);
      return;
    } else {
      submit("post", "/api/export", { ...chosen, ids: [...ids].join(" ") }, bar);
    }
    find("#selection-problem").hidden = true;
    find(".selection-export").open = false;
    announce("The export begins.");
  }

  async function run(action, review) {
    const tags = find("#selection-tag").value.split(",").map((tag) => tag.trim()).filter((tag) => tag !== "");
    const body = { action };
    if (action === "tag" || action === "untag") {
      if (tags.length === 0) {
        find("#selection-tag").focus();
        complain("Write the tags first, with commas between.");
        return;
      }
      body.tags = tags;
    } else if (action === "review") {
      body.review = review;
    }
    const chosen = action === "restore" ? deleted : [...ids];
    await runAll(action, body, chosen);
  }

  // Piece by piece: what was done stays done, wherever it stops.
  async function runAll(action, body, chosen) {
    running = true;
    stopped = false;
    find("#selection-problem").hidden = true;
    find("#selection-done").hidden = true;
    show();
    const tally = { done: [], unchanged: 0, reasons: new Map() };
    let seen = 0;
    try {
      for (; seen < chosen.length && !stopped; seen += PIECE) {
        progress(seen, chosen.length, `${number(seen)} of ${number(chosen.length)}`);
        const response = await send("POST", "/api/images/bulk", bar, { ...body, ids: chosen.slice(seen, seen + PIECE) });
        if (!response.ok) {
          complain(await reasonOf(response));
          break;
        }
        count((await response.json()).results, tally);
      }
    } catch {
      complain("The server could not be reached. What is done stays done; the others are still selected.");
    }
    running = false;
    find("#selection-progress").hidden = true;
    finish(action, tally, chosen.length);
  }

  function count(results, tally) {
    for (const { id, outcome, reason } of results) {
      if (outcome === "done") {
        tally.done.push(id);
      } else if (outcome === "unchanged") {
        tally.unchanged += 1;
      } else {
        tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
      }
    }
  }

  function finish(action, { done, unchanged, reasons }, total) {
    const words = { tag: "tagged", untag: "untagged", review: "set", retry: "started again", delete: "moved to the trash", restore: "restored" };
    const parts = [`${number(done.length)} of ${number(total)} ${words[action]}`];
    if (unchanged > 0) {
      parts.push(`${number(unchanged)} needed nothing`);
    }
    for (const [reason, times] of reasons) {
      parts.push(`${number(times)}: ${reason}`);
    }
    const text = `${parts.join(" · ")}${stopped ? " · stopped" : ""}`;
    deleted = action === "delete" ? done : [];
    if (action === "delete") {
      done.forEach((id) => ids.delete(id));
      done.forEach((id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove());
      all = false;
      countAnew();
    }
    find("#selection-done span").textContent = text;
    find("#selection-done").hidden = false;
    find("#selection-done [data-bulk]").hidden = deleted.length === 0;
    if (action === "restore" && done.length > 0) {
      location.reload();
    }
    show();
    announce(text);
  }

  async function countAnew() {
    const page = await readPage(location.href);
    if (page) {
      document.getElementById("found").textContent = page.getElementById("found").textContent;
    }
  }

  function progress(value, max, text) {
    const place = find("#selection-progress");
    place.hidden = false;
    const shown = place.querySelector("progress");
    if (max > 0) {
      shown.max = max;
      shown.value = value;
    } else {
      shown.removeAttribute("value");
    }
    place.querySelector("span").textContent = text;
  }

  function complain(text) {
    const problem = find("#selection-problem");
    problem.textContent = text;
    problem.hidden = false;
  }
}

// A finger that rests on a tile selects it; one that moves scrolls.
function pressLong(list, act) {
  const PATIENCE_MS = 500;
  let timer = null;
  let pressed = false;
  list.addEventListener("pointerdown", (event) => {
    pressed = false;
    const tile = event.pointerType === "touch" && event.target.closest(".frame")?.closest(".tile");
    if (tile) {
      timer = setTimeout(() => {
        pressed = true;
        act(tile);
      }, PATIENCE_MS);
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointermove"]) {
    list.addEventListener(end, () => clearTimeout(timer));
  }
  list.addEventListener("contextmenu", (event) => pressed && event.preventDefault());
  // The click that the finger ends in is part of it.
  list.addEventListener("click", (event) => {
    if (pressed) {
      pressed = false;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
}

function number(value) {
  return value.toLocaleString("en");
}
