// The gallery: live tiles, endless scrolling, keys.

import { keepLive } from "./tiles.js";
import { announce, readPage, reasonOf, send } from "./requests.js";
import { watch } from "./live.js";

const gallery = document.getElementById("gallery");
const list = document.getElementById("tiles");
const more = document.getElementById("more");
const search = document.getElementById("search");

watch(gallery.dataset.mark, keepLive(list, {
  admitsNew: gallery.dataset.live === "all" && !new URLSearchParams(location.search).has("after"),
  onChange: () => {
    const empty = document.getElementById("empty");
    if (empty) {
      empty.hidden = list.children.length > 0;
    }
  },
}));

// Endless scrolling: the next page is fetched before its place comes into view.
let loading = false;
const nearEnd = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadNext(), { rootMargin: "1000px" });
nearEnd.observe(more);

async function loadNext() {
  const link = more.querySelector("a");
  if (!link || loading) {
    return;
  }
  loading = true;
  const page = await readPage(link.href);
  if (page) {
    const known = new Set([...list.children].map((tile) => tile.dataset.id));
    list.append(...[...page.querySelectorAll("#tiles > .tile")].filter((tile) => !known.has(tile.dataset.id)));
    more.replaceChildren(...page.getElementById("more").childNodes);
    // Observed anew, so that it fires again where the new page does not fill the window.
    nearEnd.unobserve(more);
    nearEnd.observe(more);
  }
  // Where it failed the link is still there to be followed.
  loading = false;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const writing = event.target.closest("input, textarea");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && event.target === search) {
    search.value = "";
    search.blur();
  } else if (event.key.startsWith("Arrow") && event.target.closest(".frame")) {
    moveFocus(event);
  }
});

function moveFocus(event) {
  const frames = [...list.querySelectorAll(".frame")];
  const columns = getComputedStyle(list).gridTemplateColumns.split(" ").length;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
  const target = frames[frames.indexOf(event.target.closest(".frame")) + step];
  if (target) {
    event.preventDefault();
    target.focus();
  }
}

// Undoes a deletion: the picture comes back by itself, as everything that happens.
document.getElementById("trashed")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const response = await send("POST", `/api/images/${form.dataset.id}/restore`, form).catch(() => Response.error());
  if (response.ok) {
    form.closest(".notice").remove();
    announce("Restored.");
  } else {
    announce(await reasonOf(response));
  }
});
