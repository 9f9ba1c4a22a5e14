// The gallery: live tiles, endless scrolling, selection, keys.

import { keepLive } from "./tiles.js";
import { announce, readPage, reasonOf, send } from "./requests.js";
import { selectable } from "./selection.js";
import { watch } from "./live.js";

const gallery = document.getElementById("gallery");
const list = document.getElementById("tiles");
const more = document.getElementById("more");
const search = document.getElementById("search");

const selection = selectable(list, gallery.dataset.query);

watch(gallery.dataset.mark, keepLive(list, {
  admitsNew: gallery.dataset.live === "all",
  query: gallery.dataset.query,
  onPut: selection.mark,
  onChange: () => {
    const empty = document.getElementById("empty");
    if (empty) {
      empty.hidden = list.children.length > 0;
    }
  },
}));

// An order is chosen without a button; a form's empty fields stay out of the address.
document.getElementById("sort").addEventListener("change", (event) => event.target.form.requestSubmit());
for (const form of document.querySelectorAll('form[method="get"]')) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === "" || (name === "sort" && value === "newest")) {
        formData.delete(name);
      }
    }
  });
}

// Browsers that cannot show what a closed <details> has, as the style sheet asks for where there is room, open it.
const filters = document.getElementById("filters");
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 62rem)").matches) {
  filters.open = true;
}

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
  const writing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && event.target === search) {
    search.value = "";
    search.blur();
  } else if (event.key === "Escape" && !writing) {
    selection.clear();
  } else if (event.key === "x" && event.target.closest(".tile")) {
    selection.toggle(event.target.closest(".tile"));
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
