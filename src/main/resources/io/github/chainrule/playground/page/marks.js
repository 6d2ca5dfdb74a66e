// SPDX-License-Identifier: Apache-2.0
// Each class has a shape and a color of its own, in the plane, in the legend and in words.

import { svg } from './dom.js';
import { theme } from './colors.js';

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
