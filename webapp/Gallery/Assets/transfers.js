// One try to send one file: through the gallery, or straight into the store behind it. Each ends in the image, or in the
// reason why not and whether it is worth another try.

import { tokenOf } from "./requests.js";

// As many bytes as tell the format of a picture.
const SIGNATURE = 12;

export async function throughGallery(job, form, onProgress) {
  const body = new FormData();
  body.append("file", job.file, job.name);
  const answer = await request("POST", "/upload", headersOf(job, form), body, onProgress);
  return answer.status === 201 ? { image: answer.response.images[0] } : refusal(answer);
}

// What failed half-way begins again with a new address: announced under the same key, it is the same picture.
export async function intoStore(job, form, onProgress) {
  let signature;
  try {
    signature = btoa(String.fromCharCode(...new Uint8Array(await job.file.slice(0, SIGNATURE).arrayBuffer())));
  } catch {
    return { reason: "The file cannot be read.", isFinal: true };
  }
  const headers = { ...headersOf(job, form), "Content-Type": "application/json" };
  const announced = await request("POST", "/api/uploads", headers, JSON.stringify({ filename: job.name, size: job.file.size, signature }));
  if (announced.status === 200) {
    return { image: announced.response };
  }
  if (announced.status !== 201) {
    return refusal(announced);
  }
  const ticket = announced.response;
  const put = await request("PUT", ticket.url, ticket.headers, job.file, onProgress);
  if (put.status !== 200) {
    // Browsers do not tell the one from the other where a refusal does not name the page's origin.
    return { reason: "The storage could not be reached, or did not take the file." };
  }
  const completed = await request("POST", `/api/uploads/${ticket.id}/complete`, headersOf(job, form));
  return completed.status === 200 ? { image: completed.response } : refusal(completed);
}

function headersOf(job, form) {
  return { Accept: "application/json", RequestVerificationToken: tokenOf(form), "Idempotency-Key": job.key };
}

function refusal(answer) {
  const { status, response } = answer;
  return {
    reason: response?.rejected?.[0]?.reason ?? response?.detail ?? "The server could not be reached.",
    isFinal: status !== 0 && status !== 429 && status !== 503,
    retryAfter: Number(answer.getResponseHeader("Retry-After")) || 0,
  };
}

// Not fetch, which tells nothing of how far an upload is.
function request(method, url, headers, body, onProgress) {
  return new Promise((resolve) => {
    const sent = new XMLHttpRequest();
    sent.open(method, url);
    sent.responseType = "json";
    for (const [name, value] of Object.entries(headers)) {
      sent.setRequestHeader(name, value);
    }
    if (onProgress) {
      sent.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    }
    sent.addEventListener("loadend", () => resolve(sent));
    sent.send(body);
  });
}
