// What is said about a picture, as somebody edits it: what the server has, what is different, and the way back. Knows no page.

import { isSameBox } from "./geometry.js";
import { MAX_LABEL } from "./labels.js";

const MOST_STEPS = 200;

/** Ids as the server takes them: 32 hexadecimal digits. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Annotations {
  #server;
  #state;
  #undo = [];
  #redo = [];
  #seen = new Map();

  constructor(document) {
    this.#take(document);
    this.#state = stateOf(document);
  }

  /** The document as the server last said it. */
  get server() {
    return this.#server;
  }

  get boxes() {
    return this.#state.boxes;
  }

  /** What a model suggests and nobody has decided. */
  get suggestions() {
    const boxes = new Set(this.#state.boxes.map((box) => box.id));
    return [...this.#seen.values()].filter((each) => !boxes.has(each.id) && !this.#state.rejected.has(each.id));
  }

  get isChanged() {
    return !isSame(this.#state, stateOf(this.#server));
  }

  get canUndo() {
    return this.#undo.length > 0;
  }

  get canRedo() {
    return this.#redo.length > 0;
  }

  find(id) {
    return this.#state.boxes.find((box) => box.id === id) ?? this.suggestions.find((each) => each.id === id);
  }

  isSuggestion(id) {
    return !this.#state.boxes.some((box) => box.id === id);
  }

  draw(box) {
    this.#change({ ...this.#state, boxes: [...this.#state.boxes, { ...box, origin: "person" }] });
  }

  /** Changes a box; of a suggestion, accepts it so. */
  change(id, values) {
    if (this.isSuggestion(id)) {
      this.accept([id], values);
    } else {
      this.#change({ ...this.#state, boxes: this.#state.boxes.map((box) => box.id === id ? { ...box, ...values } : box) });
    }
  }

  /** Deletes a box. What a model found is turned down so. */
  remove(id) {
    const box = this.#state.boxes.find((each) => each.id === id);
    const rejected = new Set(this.#state.rejected);
    if (box.origin !== "person") {
      rejected.add(id);
    }
    this.#change({ boxes: this.#state.boxes.filter((each) => each.id !== id), rejected });
  }

  accept(ids, values = {}) {
    const accepted = ids.map((id) => this.#seen.get(id)).map((found) => ({ ...found, label: found.label.trim().slice(0, MAX_LABEL), origin: "model", ...values }));
    this.#change({ ...this.#state, boxes: [...this.#state.boxes, ...accepted] });
  }

  reject(ids) {
    this.#change({ ...this.#state, rejected: new Set([...this.#state.rejected, ...ids]) });
  }

  undo() {
    this.#step(this.#undo, this.#redo);
  }

  redo() {
    this.#step(this.#redo, this.#undo);
  }

  /** What to send so that the server has this too, and a word to tell which state it was. */
  request(review) {
    const known = new Set([...this.#server.suggestions, ...this.#server.rejected, ...this.#server.boxes].map((each) => each.id));
    return {
      state: this.#state,
      body: {
        version: this.#server.version,
        boxes: this.#state.boxes.map(({ id, label, box }) => ({ id, label, box })),
        rejected: [...this.#state.rejected].filter((id) => known.has(id)),
        review: review ?? (this.#server.review === "unreviewed" ? "in_progress" : undefined),
      },
    };
  }

  /** The server has taken a request: what was changed since then is still to be sent. */
  saved(document, state) {
    this.#take(document);
    if (this.#state === state) {
      this.#state = stateOf(document);
    } else {
      const authors = new Map(document.boxes.map((box) => [box.id, box]));
      const boxes = this.#state.boxes.map((box) => ({ ...authors.get(box.id), ...box }));
      this.#state = { ...this.#state, boxes };
    }
  }

  /** Somebody else changed the picture and nothing here is unsaved. */
  replace(document) {
    this.#seen.clear();
    this.#take(document);
    this.#state = stateOf(document);
    this.#undo = [];
    this.#redo = [];
  }

  /** Whether the other's document differs in something that is edited here. */
  isTouchedBy(document) {
    return !isSame(stateOf(document), stateOf(this.#server)) || document.review !== this.#server.review;
  }

  /** Goes on from the other's document with what is here; theirs is one step back. */
  keepMine(document) {
    const mine = this.#state;
    this.#take(document);
    this.#state = stateOf(document);
    this.#change(mine);
  }

  /** Takes the other's document; what was here is one step back. */
  keepTheirs(document) {
    this.#take(document);
    this.#change(stateOf(document));
  }

  /** Theirs and, beside it, what is drawn here and not there; each alone is a step back. */
  keepBoth(document) {
    const mine = this.#state;
    this.keepTheirs(document);
    const theirs = new Map(document.boxes.map((box) => [box.id, box]));
    const others = mine.boxes.filter((box) => !theirs.has(box.id) || !isSameLabelled(box, theirs.get(box.id)))
      .map((box) => theirs.has(box.id) ? { ...box, id: newId(), origin: "person" } : box);
    this.#change({ boxes: [...this.#state.boxes, ...others], rejected: new Set([...this.#state.rejected].filter((id) => !others.some((box) => box.id === id))) });
  }

  #take(document) {
    this.#server = document;
    const now = [...document.suggestions, ...document.rejected];
    const kept = [...this.#seen.values()].filter((each) => document.boxes.some((box) => box.id === each.id));
    this.#seen = new Map([...kept, ...now].map((each) => [each.id, each]));
  }

  #change(state) {
    this.#undo.push(this.#state);
    this.#undo.splice(0, this.#undo.length - MOST_STEPS);
    this.#redo = [];
    this.#state = state;
  }

  #step(from, to) {
    const state = from.pop();
    if (state) {
      to.push(this.#state);
      this.#state = state;
    }
  }
}

function stateOf(document) {
  return { boxes: document.boxes, rejected: new Set(document.rejected.map((each) => each.id)) };
}

function isSame(a, b) {
  return a === b || (a.boxes.length === b.boxes.length
    && a.boxes.every((box, i) => box.id === b.boxes[i].id && isSameLabelled(box, b.boxes[i]))
    && a.rejected.size === b.rejected.size && [...a.rejected].every((id) => b.rejected.has(id)));
}

function isSameLabelled(a, b) {
  return a.label === b.label && isSameBox(a.box, b.box);
}
