// Sends changes as they are made, one request at a time, and again where that fails.

import { reasonOf, send } from "./requests.js";

const PAUSE_MS = 350;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30000;

export class Saving {
  #url;
  #form;
  #annotations;
  #listener;
  #timer = null;
  #running = null;
  #retries = 0;
  #review;
  #isHeld = false;

  /** @param listener {{state: (name, text) => void, saved: (document) => void, conflict: (document) => void}} */
  constructor(url, form, annotations, listener) {
    this.#url = url;
    this.#form = form;
    this.#annotations = annotations;
    this.#listener = listener;
    addEventListener("online", () => this.isUnsaved && this.save());
  }

  get isUnsaved() {
    return this.#running !== null || this.#review !== undefined || this.#annotations.isChanged;
  }

  get isRunning() {
    return this.#running !== null;
  }

  /** Something changed: it is sent when the hand rests. */
  soon() {
    this.#listener.state("unsaved", "Not saved yet");
    this.#plan(PAUSE_MS);
  }

  /** Sends what there is to send. True once all of it is saved. */
  async save(review) {
    this.#review = review ?? this.#review;
    clearTimeout(this.#timer);
    while (this.#running) {
      await this.#running;
    }
    if (!this.#isHeld && this.isUnsaved) {
      this.#running = this.#send();
      await this.#running;
    } else if (!this.isUnsaved) {
      this.#listener.state("saved", "Saved");
    }
    return !this.isUnsaved;
  }

  /** Nothing is sent until somebody has chosen. */
  release() {
    this.#isHeld = false;
    return this.save();
  }

  #plan(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  async #send() {
    try {
      await this.#put();
    } finally {
      // Not before the answer was read: what is sent next says its version.
      this.#running = null;
    }
  }

  async #put() {
    const review = this.#review;
    const { body, state } = this.#annotations.request(review);
    this.#listener.state("saving", "Saving…");
    const response = await send("PUT", this.#url, this.#form, body).catch(() => null);
    if (response?.ok) {
      this.#retries = 0;
      if (this.#review === review) {
        this.#review = undefined;
      }
      const document = await response.json();
      this.#annotations.saved(document, state);
      this.#listener.saved(document);
      if (this.#annotations.isChanged) {
        this.soon();
      } else {
        this.#listener.state("saved", "Saved");
      }
    } else if (response?.status === 409) {
      this.#isHeld = true;
      this.#listener.conflict((await response.json()).present);
    } else if (!response || response.status >= 500 || response.status === 429) {
      const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#retries);
      this.#retries += 1;
      const reason = response ? await reasonOf(response) : navigator.onLine ? "The server could not be reached." : "This computer is offline.";
      this.#listener.state("failed", `Not saved: ${reason} It will be tried again.`);
      this.#plan(pause);
    } else {
      this.#listener.state("failed", `Not saved: ${await reasonOf(response)}`);
    }
  }
}
