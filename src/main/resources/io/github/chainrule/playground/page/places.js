// SPDX-License-Identifier: Apache-2.0
// The lesson's points, and where things lie in the plane.

import { $, pointed, times } from './dom.js';
import { app } from './state.js';
import { isRegression, theme, valueColor } from './colors.js';
import { drawMark } from './marks.js';

/** Where the plane is drawn now: it can have changed places with the hidden layer's view. */
export const planeCanvas = () => app.swapped ? $('bent').firstElementChild : $('plane');

export const placing = ([x0, x1, y0, y1], size) => (x, y) => [(x - x0) / (x1 - x0) * size, (y1 - y) / (y1 - y0) * size];

/** Where in the plane a click was. */
export function placeOf(event) {
  const [x, y] = pointed(event, $('plane'));
  const [x0, x1, y0, y1] = app.opened.range;
  return [x0 + (x1 - x0) * x, y1 - (y1 - y0) * y];
}

/** All points: those of training, then those held back. */
export function allPoints() {
  const { n, x, y, t } = app.opened;
  return times(x.length, (index) => ({ index, x: x[index], y: y[index], t: t[index], hollow: index >= n }));
}

/** Draws all points, those held back below the others, of this radius and where `place` says. */
export function drawPoints(context, radius, place) {
  allPoints().sort((a, b) => b.hollow - a.hollow).forEach((point) => drawMark(context, ...place(point),
    isRegression() ? 0 : point.t, pointColor(point.t), radius, point.hollow));
}

/** The point that is nearest to a place, as far as the eye is concerned. */
export function nearest([x, y]) {
  const [x0, x1, y0, y1] = app.opened.range;
  const distances = allPoints().map((p) => Math.hypot((p.x - x) / (x1 - x0), (p.y - y) / (y1 - y0)));
  return distances.indexOf(Math.min(...distances));
}

/** The color of a point: its class, or its value. */
function pointColor(t) {
  const [low, high] = app.opened.values;
  return isRegression() ? valueColor((t - low) / (high - low)) : theme[`c${t % 4}`];
}

export function pointRadius(size) {
  const { n } = app.opened.training;
  return n < 10 ? (size < 200 ? 6 : 9) : size < 200 ? 2.3 : Math.max(3.1, size / (n > 300 ? 120 : 105));
}
