// The arithmetic of boxes: fractions (0 to 1) of the shown picture, from its top left corner. Knows no page.

/** Which sides a handle moves: -1 the left or top one, 1 the right or bottom one, 0 neither. */
export const handles = {
  nw: [-1, -1], n: [0, -1], ne: [1, -1], e: [1, 0], se: [1, 1], s: [0, 1], sw: [-1, 1], w: [-1, 0],
};

const within = (value, low, high) => Math.min(Math.max(value, low), high);

/** Where a point of the window is in the picture; outside, the nearest point of its edge. */
export function pointIn(rect, clientX, clientY) {
  return {
    x: within((clientX - rect.left) / rect.width, 0, 1),
    y: within((clientY - rect.top) / rect.height, 0, 1),
  };
}

/** The box between two points, whichever corners these are, and at least as large as `least` says. */
export function boxBetween(a, b, least) {
  return { ...span("x", "width", a.x, b.x, least.width), ...span("y", "height", a.y, b.y, least.height) };
}

/** A box of that size around a point, moved into the picture where it would reach outside. */
export function boxAround(point, width, height) {
  return {
    x: within(point.x - width / 2, 0, 1 - width),
    y: within(point.y - height / 2, 0, 1 - height),
    width,
    height,
  };
}

/** The box elsewhere, but never outside the picture. */
export function moved(box, dx, dy) {
  return {
    ...box,
    x: within(box.x + dx, 0, Math.max(0, 1 - box.width)),
    y: within(box.y + dy, 0, Math.max(0, 1 - box.height)),
  };
}

/** The box with the sides of a handle moved: not outside the picture, not over the other side. */
export function resized(box, handle, dx, dy, least) {
  const [horizontal, vertical] = handles[handle];
  return {
    ...side("x", "width", box.x, box.width, horizontal, dx, least.width),
    ...side("y", "height", box.y, box.height, vertical, dy, least.height),
  };
}

/** Whether two boxes are the same. */
export function isSameBox(a, b) {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The smallest box that can be drawn: a pixel of the original. */
export function leastBox(pixelWidth, pixelHeight) {
  return { width: Math.min(1, 1 / pixelWidth), height: Math.min(1, 1 / pixelHeight) };
}

function span(start, length, a, b, least) {
  const [low, high] = a < b ? [a, b] : [b, a];
  const size = within(high - low, least, 1);
  return { [start]: within(low, 0, 1 - size), [length]: size };
}

function side(start, length, low, size, moves, by, least) {
  let high = Math.min(1, low + size);
  if (moves < 0) {
    low = within(low + by, 0, Math.max(0, high - least));
  } else if (moves > 0) {
    high = within(high + by, Math.min(1, low + least), 1);
  } else {
    return { [start]: low, [length]: size };
  }
  return { [start]: low, [length]: Math.min(high - low, 1 - low) };
}
