// The annotation editor of a picture's page: puts boxes, labels, review and saving together, and heeds the keys.

import { Annotations, newId } from "./annotations.js";
import { showChanges, showList } from "./boxlist.js";
import { boxAround, moved, resized } from "./geometry.js";
import { LabelEntry } from "./labelentry.js";
import { currentLabel, rememberedLabels, rememberLabel } from "./labels.js";
import { Layer } from "./layer.js";
import { announce } from "./requests.js";
import { Saving } from "./saving.js";

const STEP = 0.01;
const reviews = { unreviewed: "Unreviewed", in_progress: "In review", approved: "Approved" };

/** Starts the editor of a page that shows a picture; null where there is nothing to annotate or the server does not answer. */
export async function startEditor(page) {
  const canvas = page.querySelector(".canvas[data-width]");
  const url = `/api/images/${page.dataset.id}/annotations`;
  if (!canvas) {
    return null;
  }
  const response = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) {
    page.querySelector("#editor").hidden = true;
    return null;
  }
  return new Editor(page, canvas, url, await response.json());
}

class Editor {
  #page;
  #url;
  #annotations;
  #layer;
  #saving;
  #entry;
  #end = new AbortController();
  #selected = null;
  #draft = null;
  #conflict = null;
  #find = (id) => this.#page.querySelector(`#${id}`);

  constructor(page, canvas, url, document_) {
    this.#page = page;
    this.#url = url;
    this.#annotations = new Annotations(document_);
    this.#saving = new Saving(url, this.#find("edit-form"), this.#annotations, {
      state: (name, text) => this.#showState(name, text),
      saved: (saved) => this.#heedSaved(saved),
      conflict: (present) => this.#heedConflict(present),
    });
    this.#layer = new Layer(canvas, { width: Number(canvas.dataset.width), height: Number(canvas.dataset.height) }, {
      select: (id) => this.#select(id),
      drawn: (box) => this.#draw(box),
      changed: (id, box) => this.#change(id, { box }),
      open: (id) => this.#openLabel(id),
    });
    this.#entry = new LabelEntry(this.#find("label-form"), {
      done: (label) => this.#label(label),
      cancelled: () => this.#dropDraft(),
    });
    this.#listen();
    page.toggleAttribute("data-editing", true);
    this.#render();
    this.#showDocument(document_);
    this.#showState("saved", "Saved");
  }

  get isUnsaved() {
    return this.#draft !== null || this.#saving.isUnsaved;
  }

  /** Sends what is unsaved. True once all of it is saved. */
  flush() {
    return this.#saving.save();
  }

  stop() {
    this.#end.abort();
  }

  /** Somebody, perhaps this editor itself, changed the picture. */
  async hear(change) {
    if (this.#saving.isUnsaved || change.version <= this.#annotations.server.version) {
      return;
    }
    const response = await fetch(this.#url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (response?.ok && !this.#saving.isUnsaved) {
      const present = await response.json();
      if (present.version > this.#annotations.server.version) {
        const isTouched = this.#annotations.isTouchedBy(present);
        this.#annotations.replace(present);
        this.#showDocument(present);
        this.#render();
        if (isTouched) {
          announce("Somebody else changed this picture; it is shown as it is now.");
        }
      }
    }
  }

  #listen() {
    const { signal } = this.#end;
    const act = (id, run) => this.#find(id)?.addEventListener("click", run, { signal });
    act("tool-draw", () => this.#toggleDrawing());
    act("tool-undo", () => this.#step("undo"));
    act("tool-redo", () => this.#step("redo"));
    act("accept-all", () => this.#acceptAll());
    act("reject-all", () => this.#rejectAll());
    act("approve", () => this.#approve());
    act("save-again", () => this.#saving.save());
    act("keep-mine", () => this.#settle((present) => this.#annotations.keepMine(present)));
    act("keep-theirs", () => this.#settle((present) => this.#annotations.keepTheirs(present)));
    act("keep-both", () => this.#settle((present) => this.#annotations.keepBoth(present)));
    act("see-both", () => this.#compare());
    for (const link of this.#page.querySelectorAll("a.back, a[rel=prev], a[rel=next]")) {
      link.addEventListener("click", (event) => this.#follow(event, link), { signal });
    }
    document.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    addEventListener("beforeunload", (event) => this.isUnsaved && event.preventDefault(), { signal });
  }

  // What is shown

  #items() {
    const boxes = this.#annotations.boxes.map((box) => ({ ...box, isSuggestion: false }));
    const suggestions = this.#annotations.suggestions.map((each) => ({ ...each, origin: "model", isSuggestion: true }));
    const all = [...boxes, ...suggestions, ...(this.#draft ? [{ ...this.#draft, isSuggestion: false }] : [])];
    return all.map((item, i) => ({ ...item, name: nameOf(item, i, all.length) }));
  }

  #render() {
    const items = this.#items();
    if (!items.some((item) => item.id === this.#selected)) {
      this.#selected = null;
    }
    this.#layer.show(items, this.#selected);
    showList(this.#find("box-list"), items.filter((item) => item.id !== this.#draft?.id), this.#selected, {
      select: (id) => {
        this.#select(id);
        this.#layer.focus(id);
      },
      light: (id, on) => this.#layer.light(id, on),
      accept: (id) => this.#accept(id),
      reject: (id) => this.#reject(id),
      remove: (id) => this.#remove(id),
    });
    this.#find("box-none").hidden = items.length > 0;
    this.#find("suggestion-tools").hidden = this.#annotations.suggestions.length === 0;
    this.#find("tool-undo").disabled = !this.#annotations.canUndo;
    this.#find("tool-redo").disabled = !this.#annotations.canRedo;
    this.#showRecent();
  }

  #showRecent() {
    const current = currentLabel();
    this.#entry.showRecent(this.#find("recent"), rememberedLabels(), current, (label) => this.#useLabel(label));
  }

  #showDocument(shown) {
    const review = this.#find("review");
    review.textContent = reviews[shown.review];
    review.dataset.review = shown.review;
    this.#find("review-by").textContent = shown.reviewedBy && shown.review !== "unreviewed" ? `by ${shown.reviewedBy}` : "";
    showChanges(this.#find("changes"), shown.history);
    this.#page.dataset.version = shown.version;
  }

  #showState(name, text) {
    const state = this.#find("save-state");
    if (state.dataset.state !== name || state.textContent !== text) {
      state.dataset.state = name;
      state.textContent = text;
    }
    this.#find("save-again").hidden = name !== "failed";
  }

  // What is changed

  #changed(text) {
    this.#render();
    this.#saving.soon();
    if (text) {
      announce(text);
    }
  }

  #select(id) {
    if (id !== this.#selected) {
      if (this.#draft && id !== this.#draft.id) {
        this.#entry.cancel();
      }
      this.#selected = id;
      this.#render();
    }
  }

  #draw(box) {
    this.#entry.cancel();
    const label = currentLabel();
    const id = newId();
    this.#selected = id;
    if (label) {
      this.#annotations.draw({ id, label, box });
      this.#changed(`${label} drawn`);
      this.#layer.focus(id);
    } else {
      this.#draft = { id, label: "…", box, origin: "person" };
      this.#render();
      this.#entry.open("");
    }
  }

  #drawInTheMiddle() {
    this.#draw(boxAround({ x: 0.5, y: 0.5 }, 0.25, 0.25));
  }

  #dropDraft() {
    if (this.#draft) {
      this.#draft = null;
      this.#selected = null;
      this.#render();
    }
    this.#layer.focus(this.#selected);
  }

  #change(id, values) {
    if (id === this.#draft?.id) {
      this.#draft = { ...this.#draft, ...values };
      this.#render();
      return;
    }
    this.#annotations.change(id, values);
    this.#changed();
  }

  #openLabel(id) {
    this.#select(id);
    const item = this.#items().find((each) => each.id === id);
    this.#entry.open(id === this.#draft?.id ? "" : item.label);
  }

  #label(label) {
    rememberLabel(label);
    if (this.#draft) {
      const drawn = { ...this.#draft, label };
      this.#draft = null;
      this.#annotations.draw(drawn);
      this.#changed(`${label} drawn`);
    } else if (this.#selected !== null && (this.#annotations.isSuggestion(this.#selected) || this.#annotations.find(this.#selected).label !== label)) {
      this.#annotations.change(this.#selected, { label });
      this.#changed(`Labelled ${label}`);
    } else {
      this.#render();
    }
    this.#layer.focus(this.#selected);
  }

  // A label by its number: of the box that is chosen, or of the next that is drawn.
  #useLabel(label) {
    if (this.#draft) {
      this.#entry.close();
    }
    this.#label(label);
    if (this.#selected === null) {
      announce(`Next: ${label}`);
    }
  }

  #remove(id) {
    const { label } = this.#annotations.find(id);
    const next = this.#neighbour(id, 1);
    if (this.#annotations.isSuggestion(id)) {
      this.#annotations.reject([id]);
    } else {
      this.#annotations.remove(id);
    }
    this.#selected = next === id ? null : next;
    this.#changed(`${label} deleted`);
    this.#layer.focus(this.#selected);
  }

  #accept(id) {
    const { label } = this.#annotations.find(id);
    const next = this.#nextSuggestion(id);
    this.#annotations.accept([id]);
    this.#decided(next, `${label} accepted`);
  }

  #reject(id) {
    const { label } = this.#annotations.find(id);
    const next = this.#nextSuggestion(id);
    this.#annotations.reject([id]);
    this.#decided(next, `${label} rejected`);
  }

  #decided(next, text) {
    this.#selected = next;
    this.#changed(text);
    this.#layer.focus(next);
  }

  #acceptAll() {
    const all = this.#annotations.suggestions;
    if (all.length > 0) {
      this.#annotations.accept(all.map((each) => each.id));
      this.#changed(`${all.length} accepted`);
    }
  }

  #rejectAll() {
    const all = this.#annotations.suggestions;
    if (all.length > 0) {
      this.#annotations.reject(all.map((each) => each.id));
      this.#changed(`${all.length} rejected`);
    }
  }

  #step(way) {
    this.#annotations[way]();
    this.#changed(way === "undo" ? "Undone" : "Done again");
  }

  #toggleDrawing() {
    this.#layer.drawsByTouch = !this.#layer.drawsByTouch;
    this.#find("tool-draw").setAttribute("aria-pressed", String(this.#layer.drawsByTouch));
  }

  // Saving

  #heedSaved(saved) {
    const form = this.#find("edit-form");
    // The form was made from the caption and tags that the page shows: only then is the new version also the form's.
    if (saved.version === Number(form.elements.version.value) + 1) {
      form.elements.version.value = saved.version;
    }
    this.#showDocument(saved);
    this.#render();
  }

  #heedConflict(present) {
    if (!present) {
      this.#showState("failed", "Not saved: the picture changed meanwhile. Load the page again.");
      return;
    }
    if (!this.#annotations.isTouchedBy(present)) {
      // A caption, or what a model suggests: nothing that is edited here.
      this.#annotations.keepMine(present);
      this.#showDocument(present);
      this.#render();
      this.#saving.release();
      return;
    }
    this.#conflict = present;
    const by = present.history[0]?.author;
    this.#find("conflict-text").textContent = `${by ?? "Somebody else"} changed this picture while you did: ${count(present.boxes.length)} there, ${count(this.#annotations.boxes.length)} here. Whatever you choose, undo brings the other back.`;
    this.#find("conflict").hidden = false;
    this.#find("see-both").setAttribute("aria-pressed", "false");
    this.#showState("conflict", "Not saved: somebody else changed this picture");
    this.#find("keep-mine").focus();
  }

  #settle(choose) {
    const present = this.#conflict;
    this.#conflict = null;
    this.#layer.compare([]);
    this.#find("conflict").hidden = true;
    choose(present);
    this.#showDocument(present);
    this.#render();
    this.#layer.focus(null);
    this.#saving.release();
  }

  #compare() {
    const button = this.#find("see-both");
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOn));
    this.#layer.compare(isOn ? this.#conflict.boxes : []);
  }

  async #approve() {
    this.#entry.cancel();
    if (await this.#saving.save("approved")) {
      announce("Approved");
      if (!this.#go("next")) {
        this.#showState("saved", "Approved. This was the last picture.");
      }
    }
  }

  async #follow(event, link) {
    if (this.#saving.isUnsaved && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (await this.#saving.save()) {
        location.assign(link.href);
      }
    }
  }

  #go(rel) {
    const link = this.#page.querySelector(`a[rel=${rel}]`);
    link?.click();
    return link !== null;
  }

  // Keys

  #key(event) {
    const isWriting = event.target.closest("input, textarea, select, [popover]") || document.querySelector(":popover-open");
    if (event.defaultPrevented || isWriting) {
      return;
    }
    const command = event.ctrlKey || event.metaKey ? this.#command(event) : this.#plain(event);
    if (command) {
      event.preventDefault();
      command();
    }
  }

  #command(event) {
    switch (event.key.toLowerCase()) {
      case "z": return () => this.#step(event.shiftKey ? "redo" : "undo");
      case "y": return () => this.#step("redo");
      case "enter": return () => this.#approve();
      default: return null;
    }
  }

  #plain(event) {
    const id = this.#selected;
    const isSuggestion = id !== null && id !== this.#draft?.id && this.#annotations.isSuggestion(id);
    if (event.key.startsWith("Arrow")) {
      return event.target.closest("summary, .recent") ? null : () => this.#arrow(event);
    }
    if (/^[1-9]$/.test(event.key)) {
      const label = rememberedLabels()[Number(event.key) - 1];
      return label ? () => this.#useLabel(label) : null;
    }
    switch (event.key) {
      case "n": return () => this.#drawInTheMiddle();
      case "a": return () => isSuggestion ? this.#accept(id) : this.#chooseSuggestion();
      case "r": return () => isSuggestion ? this.#reject(id) : this.#chooseSuggestion();
      case "A": return () => this.#acceptAll();
      case "R": return () => this.#rejectAll();
      case "e": return () => this.#openCaption();
      case "p": return () => this.#approve();
      case "j": case "]": return () => this.#go("next");
      case "k": case "[": return () => this.#go("prev");
      case "?": return () => this.#page.querySelector("#editor-help").showPopover();
      case "Delete": case "Backspace": return id === null ? null : () => this.#remove(id);
      case "Escape": return this.#layer.isDragging ? () => this.#layer.cancel() : id === null ? null : () => this.#leaveBox();
      default: return null;
    }
  }

  #leaveBox() {
    this.#select(null);
    this.#layer.focus(null);
  }

  #arrow(event) {
    const item = this.#items().find((each) => each.id === this.#selected);
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!item) {
      const next = this.#neighbour(null, dx + dy);
      this.#select(next);
      this.#layer.focus(next);
      return;
    }
    const { least } = this.#layer;
    const [x, y] = event.altKey ? [least.width, least.height] : [STEP, STEP];
    const box = event.shiftKey ? resized(item.box, "se", dx * x, dy * y, least) : moved(item.box, dx * x, dy * y);
    this.#change(item.id, { box });
  }

  #openCaption() {
    const panel = this.#find("edit");
    panel.open = true;
    this.#find("edit-caption").focus();
  }

  #neighbour(id, by) {
    const ids = this.#items().map((item) => item.id);
    const place = ids.indexOf(id);
    return ids.length === 0 ? null : place < 0 ? ids.at(by > 0 ? 0 : -1) : ids[(place + by + ids.length) % ids.length];
  }

  #nextSuggestion(id) {
    const ids = this.#annotations.suggestions.map((each) => each.id);
    const place = ids.indexOf(id);
    return ids[place + 1] ?? ids[place - 1] ?? null;
  }

  #chooseSuggestion() {
    const first = this.#annotations.suggestions[0]?.id ?? null;
    if (first !== null) {
      this.#select(first);
      this.#layer.focus(first);
    }
  }
}

function nameOf(item, place, all) {
  const percent = (value) => `${Math.round(value * 100)} %`;
  const { x, y, width, height } = item.box;
  const what = item.isSuggestion ? `Suggestion ${item.label}` : item.label;
  return `${what}, ${place + 1} of ${all}, ${percent(x)} from the left, ${percent(y)} from the top, ${percent(width)} wide, ${percent(height)} high`;
}

function count(boxes) {
  return boxes === 1 ? "1 box" : `${boxes} boxes`;
}
