// SPDX-License-Identifier: Apache-2.0
// Each class has a shape and a color of its own, in the plane, in the legend and in words; and where its points lie.

import { $, pointed, svg, times } from './dom.js';
import { app } from './state.js';
import { isRegression, theme, valueColor } from './colors.js';

/** Circle, triangle, square, diamond, of radius 1. */
const SHAPES = ['M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0z', 'M0-1.25L1.18.85H-1.18z', 'M-.95-.95h1.9v1.9h-1.9z',
  'M0-1.3L1.3 0L0 1.3L-1.3 0z'];
const PATHS = SHAPES.map((shape) => new Path2D(shape));

/** A point in the plane, with a halo against its own tint; held back for testing, it is hollow. */
export function drawMark(context, x, y, shape, color, radius, hollow) {
  const path = new Path2D();
  path.addPath(PATHS[shape % 4], new DOMMatrix([radius, 0, 0, radius, x, y]));
  context.lineJoin = 'round';
  context.lineWidth = hollow ? radius * 0.95 : 2.4;
  context.strokeStyle = theme.halo;
  context.stroke(path);
  context.fillStyle = hollow ? theme.halo : color;
  context.fill(path);
  if (hollow) {
    context.lineWidth = 1.7;
    context.strokeStyle = color;
    context.stroke(path);
  }
}

/** The same mark in a text. */
export function classMark(number, size = 12, hollow = false) {
  const color = number === null ? 'var(--ink)' : `var(--c${number % 4})`;
  return svg('svg', { width: size, height: size, viewBox: '-1.4 -1.4 2.8 2.8', 'aria-hidden': 'true' }, svg('path', {
    d: SHAPES[(number ?? 0) % 4], fill: hollow ? 'none' : color, stroke: color, 'stroke-width': 0.25 }));
}

/** Strokes twice: a halo, then the line, so that it is seen on every color. */
export function strokeWithHalo(context, halo, width, alpha = 1) {
  context.lineWidth = halo;
  context.strokeStyle = theme.halo;
  context.globalAlpha = alpha;
  context.stroke();
  context.globalAlpha = 1;
  context.lineWidth = width;
  context.strokeStyle = theme.ink;
  context.stroke();
}

/** Writes so that it is read on every color. */
export function writeWithHalo(context, text, x, y, align = 'left') {
  context.textAlign = align;
  context.lineJoin = 'round';
  context.lineWidth = 2.6;
  context.strokeStyle = theme.halo;
  context.strokeText(text, x, y);
  context.fillStyle = theme.ink;
  context.fillText(text, x, y);
}

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
