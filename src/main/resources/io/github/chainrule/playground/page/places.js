// SPDX-License-Identifier: Apache-2.0
// The lesson's points, and where things lie in the plane.

import { $ } from './dom.js';
import { app } from './state.js';
import { isRegression, theme, valueColor } from './colors.js';

/** Where the plane is drawn now: it can have changed places with the hidden layer's view. */
export const planeCanvas = () => app.swapped ? $('bent').firstElementChild : $('plane');

export const placing = ([x0, x1, y0, y1], size) => (x, y) => [(x - x0) / (x1 - x0) * size, (y1 - y) / (y1 - y0) * size];

/** Where in the plane a click was. */
export function placeOf(event) {
  const box = $('plane').getBoundingClientRect();
  const [x0, x1, y0, y1] = app.opened.range;
  return [x0 + (x1 - x0) * (event.clientX - box.left) / box.width,
    y1 - (y1 - y0) * (event.clientY - box.top) / box.height];
}

/** All points: those of training, then those held back. */
export function allPoints() {
  const { training, test } = app.opened;
  const list = (part, hollow) => Array.from({ length: part.n }, (_, i) => ({ x: part.x[i], y: part.y[i], t: part.t[i],
    hollow }));
  return [...list(training, false), ...list(test, true)];
}

/** The point that is nearest to a place, as far as the eye is concerned. */
export function nearest([x, y], points = allPoints()) {
  const [x0, x1, y0, y1] = app.opened.range;
  let best = { index: -1, distance: Infinity };
  points.forEach((p, index) => {
    const distance = Math.hypot((p.x - x) / (x1 - x0), (p.y - y) / (y1 - y0));
    best = distance < best.distance ? { index, distance } : best;
  });
  return best.index;
}

/** The color of a point: its class, or its value. */
export function pointColor(t) {
  const [low, high] = app.opened.values;
  return isRegression() ? valueColor((t - low) / (high - low)) : theme[`c${t % 4}`];
}

export function pointRadius(size) {
  const { n } = app.opened.training;
  return n < 10 ? (size < 200 ? 6 : 9) : size < 200 ? 2.3 : Math.max(3.1, size / (n > 300 ? 120 : 105));
}
