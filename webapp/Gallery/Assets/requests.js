// Requests that change something.

const FIELD = "__RequestVerificationToken";

/** The antiforgery token of the page that a form is on. */
export function tokenOf(form) {
  return form.elements[FIELD].value;
}

/** Sends a request to the API with the token of a form. */
export function send(method, url, form, body) {
  const headers = { Accept: "application/json", RequestVerificationToken: tokenOf(form) };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  return fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/** Sends fields as a form does, for an answer that the browser keeps as a file. */
export function submit(method, action, fields, form) {
  const sent = document.createElement("form");
  Object.assign(sent, { method, action, hidden: true });
  for (const [name, value] of Object.entries(form ? { ...fields, [FIELD]: tokenOf(form) } : fields)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
  sent.remove();
}

/** Why a request was refused, in words. */
export async function reasonOf(response) {
  try {
    return (await response.json()).detail ?? response.statusText;
  } catch {
    return response.statusText || "The server could not be reached.";
  }
}

/** Reads a page of the gallery as a document, or null where that fails. */
export async function readPage(url) {
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Says something to those who listen rather than look. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
