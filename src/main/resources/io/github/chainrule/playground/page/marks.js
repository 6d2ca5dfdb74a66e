// SPDX-License-Identifier: Apache-2.0
// Each class has a shape and a color of its own, in the plane, in the legend and in words.

import { svg } from './dom.js';
import { theme } from './colors.js';

const SHAPES = [circle, triangle, square, diamond];

function circle(context, x, y, r) {
  context.arc(x, y, r, 0, 7);
}

function triangle(context, x, y, r) {
  polygon(context, [[x, y - r * 1.25], [x + r * 1.18, y + r * 0.85], [x - r * 1.18, y + r * 0.85]]);
}

function square(context, x, y, r) {
  polygon(context, [[x - r * 0.95, y - r * 0.95], [x + r * 0.95, y - r * 0.95], [x + r * 0.95, y + r * 0.95],
    [x - r * 0.95, y + r * 0.95]]);
}

function diamond(context, x, y, r) {
  polygon(context, [[x, y - r * 1.3], [x + r * 1.3, y], [x, y + r * 1.3], [x - r * 1.3, y]]);
}

function polygon(context, [first, ...rest]) {
  context.moveTo(...first);
  rest.forEach((corner) => context.lineTo(...corner));
  context.closePath();
}

/** A point in the plane, with a halo against its own tint; held back for testing, it is hollow. */
export function drawMark(context, x, y, shape, color, radius, hollow) {
  context.beginPath();
  SHAPES[shape % 4](context, x, y, hollow ? radius * 0.95 : radius);
  context.lineJoin = 'round';
  context.lineWidth = hollow ? radius * 0.95 : 2.4;
  context.strokeStyle = theme.halo;
  context.stroke();
  context.fillStyle = hollow ? theme.halo : color;
  context.fill();
  if (hollow) {
    context.lineWidth = 1.7;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** The same mark in a text. */
export function classMark(number, size = 12, hollow = false) {
  const shapes = ['M6 1a5 5 0 1 0 .01 0z', 'M6 0l6 11H0z', 'M1 1h10v10H1z', 'M6 0l6 6-6 6-6-6z'];
  const color = number === null ? 'var(--ink)' : `var(--c${number % 4})`;
  return svg('svg', { width: size, height: size, viewBox: '-1 -1 14 14', 'aria-hidden': 'true' },
    svg('path', { d: shapes[(number ?? 0) % 4], fill: hollow ? 'none' : color, stroke: color, 'stroke-width': 1.6 }));
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
