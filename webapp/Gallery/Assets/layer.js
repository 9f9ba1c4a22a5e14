// The boxes over the picture: drawn, chosen, moved and resized by mouse, pen and finger.

import { boxBetween, handles, leastBox, moved, pointIn, resized } from "./geometry.js";
import { colorOf } from "./labels.js";

const CLICK_PX = 4;
const SMALL_PX = 96;

export class Layer {
  #canvas;
  #layer;
  #ghost;
  #elements = new Map();
  #items = [];
  #selected = null;
  #drag = null;
  #actions;
  #least;

  /**
   * @param {HTMLElement} canvas  what holds the picture
   * @param actions {{select: (id) => void, drawn: (box) => void, changed: (id, box) => void, open: (id) => void}}
   */
  constructor(canvas, pixels, actions) {
    this.#canvas = canvas;
    this.#actions = actions;
    this.#least = leastBox(pixels.width, pixels.height);
    this.#layer = element("div", "layer");
    this.#layer.tabIndex = 0;
    this.#layer.setAttribute("role", "group");
    this.#layer.setAttribute("aria-label", "Boxes on the picture");
    this.#layer.setAttribute("aria-describedby", "editor-hint");
    this.#ghost = element("div", "ghost");
    this.#ghost.hidden = true;
    this.#layer.append(this.#ghost);
    canvas.append(this.#layer);
    for (const [name, heed] of Object.entries({ pointerdown: this.#press, pointermove: this.#move, pointerup: this.#release, pointercancel: this.cancel })) {
      this.#layer.addEventListener(name, heed.bind(this));
    }
    this.#layer.addEventListener("focusin", (event) => {
      const box = event.target.closest(".box");
      if (box && this.#drag === null) {
        this.#actions.select(box.dataset.id);
      }
    });
    new ResizeObserver(() => this.#measure()).observe(canvas);
  }

  get least() {
    return this.#least;
  }

  get isDragging() {
    return this.#drag !== null;
  }

  /** Whether a finger draws; otherwise it moves the page. */
  set drawsByTouch(draws) {
    this.#layer.toggleAttribute("data-drawing", draws);
  }

  get drawsByTouch() {
    return this.#layer.hasAttribute("data-drawing");
  }

  /** @param items {{id, label, box, name, isSuggestion}[]} in their order; those that are shown already stay the same elements */
  show(items, selected) {
    this.#items = items;
    this.#selected = selected;
    const ids = new Set(items.map((item) => item.id));
    for (const [id, shown] of this.#elements) {
      if (!ids.has(id)) {
        shown.remove();
        this.#elements.delete(id);
      }
    }
    const bySize = items.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    let before = null;
    for (const item of items) {
      const shown = this.#elements.get(item.id) ?? this.#make(item.id);
      this.#put(shown, item, bySize.indexOf(item) + 1);
      const place = before ? before.nextSibling : this.#layer.firstChild;
      if (place !== shown) {
        this.#layer.insertBefore(shown, place);
      }
      before = shown;
    }
    this.#measure();
  }

  focus(id) {
    (id === null ? this.#layer : this.#elements.get(id))?.focus({ preventScroll: true });
  }

  light(id, on) {
    this.#elements.get(id)?.toggleAttribute("data-lit", on);
  }

  /** Shows boxes that are somebody else's, to compare; none takes them away. */
  compare(boxes) {
    this.#layer.querySelectorAll(".theirs").forEach((each) => each.remove());
    for (const { label, box } of boxes) {
      const shown = element("div", "theirs");
      shown.append(element("span", "chip", label));
      place(shown, box);
      this.#layer.append(shown);
    }
  }

  cancel() {
    if (this.#drag) {
      const { pointer } = this.#drag;
      this.#drag = null;
      if (this.#layer.hasPointerCapture(pointer)) {
        this.#layer.releasePointerCapture(pointer);
      }
      this.#ghost.hidden = true;
      this.show(this.#items, this.#selected);
    }
  }

  #make(id) {
    const shown = element("button", "box");
    shown.type = "button";
    shown.dataset.id = id;
    shown.append(element("span", "chip"));
    for (const handle of Object.keys(handles)) {
      const grip = element("span", "handle");
      grip.dataset.handle = handle;
      shown.append(grip);
    }
    shown.addEventListener("click", (event) => {
      // By keys: the pointer chooses when it is released.
      if (event.detail === 0) {
        this.#actions.open(id);
      }
    });
    this.#elements.set(id, shown);
    return shown;
  }

  #put(shown, item, rank) {
    const isSelected = item.id === this.#selected;
    const { fill, ink } = colorOf(item.label);
    shown.toggleAttribute("data-suggestion", item.isSuggestion);
    shown.setAttribute("aria-pressed", String(isSelected));
    shown.setAttribute("aria-label", item.name);
    shown.style.setProperty("--fill", fill);
    shown.style.setProperty("--ink", ink);
    shown.style.zIndex = isSelected ? this.#items.length + 2 : rank;
    shown.querySelector(".chip").textContent = item.label;
    shown.toggleAttribute("data-top", item.box.y < 0.06);
    place(shown, item.box);
  }

  #measure() {
    for (const shown of this.#elements.values()) {
      shown.toggleAttribute("data-small", Math.min(shown.offsetWidth, shown.offsetHeight) < SMALL_PX);
    }
  }

  #press(event) {
    if (this.#drag || event.button !== 0 || !event.isPrimary) {
      return;
    }
    const target = event.target.closest(".box");
    const chosen = target?.dataset.id === this.#selected ? this.#items.find((item) => item.id === this.#selected) : null;
    const handle = event.target.dataset.handle;
    if (!chosen && event.pointerType === "touch" && !this.drawsByTouch) {
      // A finger that moves, moves the page; one that taps, chooses.
      this.#drag = { kind: "tap", target, pointer: event.pointerId };
      return;
    }
    event.preventDefault();
    const rect = this.#layer.getBoundingClientRect();
    const start = pointIn(rect, event.clientX, event.clientY);
    const kind = chosen ? (handle ? "resize" : "move") : "draw";
    this.#drag = { kind, handle, chosen, target, rect, start, clientX: event.clientX, clientY: event.clientY, pointer: event.pointerId, box: null };
    this.#layer.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag || drag.kind === "tap" || event.pointerId !== drag.pointer) {
      return;
    }
    if (!drag.box && Math.hypot(event.clientX - drag.clientX, event.clientY - drag.clientY) < CLICK_PX) {
      return;
    }
    const point = pointIn(drag.rect, event.clientX, event.clientY);
    const [dx, dy] = [point.x - drag.start.x, point.y - drag.start.y];
    if (drag.kind === "draw") {
      drag.box = boxBetween(drag.start, point, this.#least);
      this.#ghost.hidden = false;
      place(this.#ghost, drag.box);
    } else {
      drag.box = drag.kind === "move" ? moved(drag.chosen.box, dx, dy) : resized(drag.chosen.box, drag.handle, dx, dy, this.#least);
      place(this.#elements.get(drag.chosen.id), drag.box);
    }
  }

  #release(event) {
    const drag = this.#drag;
    if (!drag || event.pointerId !== drag.pointer) {
      return;
    }
    this.#drag = null;
    this.#ghost.hidden = true;
    if (!drag.box) {
      this.#actions.select(drag.target?.dataset.id ?? null);
      this.focus(drag.target?.dataset.id ?? null);
    } else if (drag.kind === "draw") {
      this.#actions.drawn(drag.box);
    } else {
      this.#actions.changed(drag.chosen.id, drag.box);
    }
  }
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function place(shown, box) {
  for (const [property, value] of Object.entries({ left: box.x, top: box.y, width: box.width, height: box.height })) {
    shown.style[property] = `${value * 100}%`;
  }
}
