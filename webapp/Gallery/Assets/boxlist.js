// The boxes and suggestions as a list beside the picture, and what was changed.

import { colorOf } from "./labels.js";

const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const changes = {
  box_drawn: "drew",
  box_moved: "moved",
  box_labelled: "labelled",
  box_deleted: "deleted",
  suggestion_accepted: "accepted",
  suggestion_rejected: "rejected",
  suggestion_restored: "took back",
  caption: "wrote the caption",
  tags: "set the tags",
  review: "set the review to",
};

/** @param actions {{select: (id) => void, light: (id, on) => void, accept: (id) => void, reject: (id) => void, remove: (id) => void}} */
export function showList(list, items, selected, actions) {
  const shown = new Map([...list.children].map((row) => [row.dataset.id, row]));
  const rows = items.map((item) => {
    const row = shown.get(item.id) ?? make(item.id, actions);
    put(row, item, item.id === selected);
    return row;
  });
  if (rows.length !== list.children.length || rows.some((row, i) => row !== list.children[i])) {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    list.replaceChildren(...rows);
    focused?.focus();
  }
}

/** What somebody changed, newest first. */
export function showChanges(list, history) {
  list.replaceChildren(...history.map((entry) => {
    const row = document.createElement("li");
    const what = document.createElement("p");
    const who = document.createElement("strong");
    who.textContent = entry.author;
    what.append(who, ` ${changes[entry.what] ?? entry.what} `, quote(entry));
    const when = document.createElement("time");
    when.dateTime = entry.at;
    when.textContent = time.format(new Date(entry.at));
    row.append(what, when);
    return row;
  }));
}

function quote(entry) {
  const text = document.createElement("span");
  text.className = "detail";
  text.textContent = entry.what === "review" ? entry.detail.replace("_", " ") : entry.detail;
  return text;
}

function make(id, actions) {
  const row = document.createElement("li");
  row.dataset.id = id;
  const choose = button("row-label", () => actions.select(id));
  const swatch = document.createElement("span");
  swatch.className = "dot";
  const label = document.createElement("span");
  label.className = "row-text";
  choose.append(swatch, label);
  const about = document.createElement("span");
  about.className = "row-about";
  const tools = document.createElement("span");
  tools.className = "row-tools";
  tools.append(
    button("button small accept", () => actions.accept(id), "Accept"),
    button("button small reject", () => actions.reject(id), "Reject"),
    button("button small remove", () => actions.remove(id), "Delete"));
  row.append(choose, about, tools);
  row.addEventListener("pointerenter", () => actions.light(id, true));
  row.addEventListener("pointerleave", () => actions.light(id, false));
  return row;
}

function put(row, item, isSelected) {
  row.toggleAttribute("data-suggestion", item.isSuggestion);
  row.toggleAttribute("data-selected", isSelected);
  row.querySelector(".row-text").textContent = item.label;
  row.querySelector(".row-about").textContent = aboutOf(item);
  row.querySelector(".dot").style.background = colorOf(item.label).fill;
  for (const [name, isThere] of [["accept", item.isSuggestion], ["reject", item.isSuggestion], ["remove", !item.isSuggestion]]) {
    const tool = row.querySelector(`.${name}`);
    tool.hidden = !isThere;
    tool.setAttribute("aria-label", `${tool.textContent} ${item.label}`);
  }
}

function aboutOf(item) {
  const parts = [];
  if (item.origin !== "person" && item.confidence !== null && item.confidence !== undefined) {
    parts.push(`${Math.round(item.confidence * 100)} %`);
  }
  if (item.isSuggestion) {
    parts.push("suggested by the model");
  } else if (item.author) {
    parts.push(`${item.origin === "person" ? "" : "model, "}${item.author}, ${time.format(new Date(item.changedAt))}`);
  } else {
    parts.push("not saved yet");
  }
  return parts.join(" · ");
}

function button(className, act, text = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
