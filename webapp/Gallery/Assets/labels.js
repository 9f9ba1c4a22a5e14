// Labels: their colours, and those used last, which the number keys give.

const STORE = "vignette-labels";
const MOST = 9;

export const MAX_LABEL = 64;

/** What all ways to write a label have in common. */
export function keyOf(label) {
  return label.trim().normalize("NFKC").toLowerCase();
}

/** A colour for a label, the same everywhere and always, and what is readable on it. */
export function colorOf(label) {
  // FNV-1a, stirred so that labels which differ little have hues that differ much.
  let hash = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(keyOf(label))) {
    hash = Math.imul(hash ^ unit, 0x01000193);
  }
  hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
  hash = Math.imul(hash ^ hash >>> 13, 0xc2b2ae35);
  hash = (hash ^ hash >>> 16) >>> 0;
  const rgb = rgbOf(hash % 360, 0.8, 0.42 + (hash >>> 16) % 4 * 0.08);
  return { fill: `rgb(${rgb.map((part) => Math.round(part * 255)).join(" ")})`, ink: luminance(rgb) > 0.179 ? "#000" : "#fff" };
}

/** The labels of the number keys: each keeps its number for as long as it is among the latest. */
export function rememberedLabels() {
  try {
    const { labels } = JSON.parse(localStorage.getItem(STORE));
    return Array.isArray(labels) ? labels.filter((label) => typeof label === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** The label that was used last; null where none was. */
export function currentLabel() {
  try {
    return JSON.parse(localStorage.getItem(STORE)).current ?? null;
  } catch {
    return null;
  }
}

/** Makes the label the one that is drawn with next. */
export function rememberLabel(label) {
  let used = {};
  try {
    used = JSON.parse(localStorage.getItem(STORE)).used ?? {};
  } catch {
    // Nothing was remembered.
  }
  const labels = rememberedLabels();
  let place = labels.findIndex((other) => keyOf(other) === keyOf(label));
  if (place < 0) {
    place = labels.length < MOST ? labels.length : labels.indexOf(labels.toSorted((a, b) => (used[a] ?? 0) - (used[b] ?? 0))[0]);
  }
  labels[place] = label;
  const clock = Math.max(0, ...Object.values(used)) + 1;
  const kept = Object.fromEntries(labels.map((each) => [each, each === label ? clock : used[each] ?? 0]));
  try {
    localStorage.setItem(STORE, JSON.stringify({ labels, used: kept, current: label }));
  } catch {
    // Without a store the next label is typed.
  }
}

/** Labels in use that begin so. */
export async function findLabels(beginning) {
  try {
    const response = await fetch(`/api/labels?q=${encodeURIComponent(beginning.slice(0, MAX_LABEL))}`, { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).labels.map((use) => use.label) : [];
  } catch {
    return [];
  }
}

function rgbOf(hue, saturation, lightness) {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}

// Of WCAG 2: above this, black is easier to read on a colour than white.
function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
