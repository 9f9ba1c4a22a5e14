// What happens to images, as it happens: by server-sent events, and by looking again where those do not get through.

const POLL_MS = 3000;
const FAILURES_BEFORE_POLLING = 2;

/**
 * Watches while the page is visible, so that pages in the background hold no connection.
 * @param {string} mark  what the page was made from: changes after it are told
 * @param {{image: (change: object) => void, resync: () => void}} listener  resync: something was missed, look at the whole again
 */
export function watch(mark, listener) {
  let source = null;
  let timer = null;
  let failures = 0;
  let last = mark;

  function open() {
    source = new EventSource(`/api/events?since=${encodeURIComponent(last)}`);
    source.addEventListener("open", () => {
      failures = 0;
      stopPolling();
    });
    source.addEventListener("image", (event) => {
      last = event.lastEventId || last;
      listener.image(JSON.parse(event.data));
    });
    source.addEventListener("resync", () => listener.resync());
    source.addEventListener("error", () => {
      failures += 1;
      if (failures >= FAILURES_BEFORE_POLLING || source.readyState === EventSource.CLOSED) {
        startPolling();
      }
    });
  }

  function startPolling() {
    timer ??= setInterval(() => {
      listener.resync();
      if (source?.readyState === EventSource.CLOSED) {
        open();
      }
    }, POLL_MS);
  }

  function stopPolling() {
    clearInterval(timer);
    timer = null;
  }

  function close() {
    source?.close();
    source = null;
    stopPolling();
  }

  function follow() {
    if (document.hidden) {
      close();
    } else if (!source) {
      failures = 0;
      open();
    }
  }

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  addEventListener("pageshow", follow);
  follow();
}
