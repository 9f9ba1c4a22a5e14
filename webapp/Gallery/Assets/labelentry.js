// Where a label is typed, with completion from the labels in use, or chosen from the latest.

import { colorOf, findLabels } from "./labels.js";

const PAUSE_MS = 120;

export class LabelEntry {
  #form;
  #input;
  #options;
  #listener;
  #timer = null;

  /** @param listener {{done: (label) => void, cancelled: () => void}} */
  constructor(form, listener) {
    this.#form = form;
    this.#listener = listener;
    this.#input = form.querySelector("input");
    this.#options = form.querySelector("datalist");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.#done();
    });
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#complete(), PAUSE_MS);
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        this.cancel();
      }
    });
  }

  open(label) {
    this.#form.hidden = false;
    this.#input.value = label;
    this.#input.setCustomValidity("");
    this.#input.focus();
    this.#input.select();
    this.#complete();
  }

  close() {
    clearTimeout(this.#timer);
    this.#form.hidden = true;
  }

  cancel() {
    if (!this.#form.hidden) {
      this.close();
      this.#listener.cancelled();
    }
  }

  /** Shows the labels that the number keys give. */
  showRecent(list, labels, current, use) {
    list.replaceChildren(...labels.map((label, i) => {
      const row = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "recent-label";
      button.setAttribute("aria-pressed", String(label === current));
      const key = document.createElement("kbd");
      key.textContent = String(i + 1);
      const dot = document.createElement("span");
      dot.className = "dot";
      dot.style.background = colorOf(label).fill;
      button.append(key, dot, label);
      button.addEventListener("click", () => use(label));
      row.append(button);
      return row;
    }));
  }

  #done() {
    const label = this.#input.value.trim();
    if (label === "") {
      this.#input.focus();
      return;
    }
    this.close();
    this.#listener.done(label);
  }

  async #complete() {
    const typed = this.#input.value;
    const labels = await findLabels(typed);
    if (this.#input.value === typed) {
      this.#options.replaceChildren(...labels.map((label) => new Option(label, label)));
    }
  }
}
