// SPDX-License-Identifier: Apache-2.0
// Draws the network in each frame: its lines, and what each neuron gives all over the plane.

import { $, clamp, prepare, times } from './dom.js';
import { app, weightOf, when } from './state.js';
import { geometry, line, lines } from './geometry.js';
import { paint, theme } from './colors.js';

const MARGIN = 30;
const LEVELS = 12;
const DASH = [5, 3.5];
const FADED = 0.07;
const MOST_LINES = 500;

/** Each layer's pictures, one above the other, and what was painted on it. */
const strips = [];
const painted = [];
let themed = null;
let pictured = null;
/** The gap between two layers whose lines were drawn last. */
let gap = 0;

/** Whether a line is among those that are looked at now; null if none is. */
function attention() {
  const { open } = app;
  const hover = app.hover ?? (open?.kind === 'neuron' ? open : null);
  if (hover) {
    return (k, i, j) => (k + 1 === hover.k && j === hover.j) || (k === hover.k && i === hover.j);
  }
  return open?.kind === 'weight' ? (k, i, j) => isOnPath(open, k, i, j) : open?.kind === 'slow' ? () => false : null;
}

/** Whether a line lies on a path from the opened weight to the loss. */
export function isOnPath(open, k, i, j) {
  return k === open.k ? (i === open.i && j === open.j) : k === open.k + 1 ? i === open.j : k > open.k;
}

/** Draws all lines, or as many as a frame has time for: then the gaps between the layers take turns. */
function drawLines(most) {
  const { context, height } = prepare($('lines'), most === Infinity);
  const { sizes } = app.opened;
  context.translate(MARGIN, 0);
  for (let n = 1, drawn = 0; n < sizes.length && drawn < most; n++) {
    gap = (gap + 1) % (sizes.length - 1);
    drawn += sizes[gap] * sizes[gap + 1];
    const [[from], , , [to]] = line({ k: gap, i: 0, j: 0 });
    context.clearRect(from, 0, to - from, height);
    drawGap(context);
  }
}

/** All lines of the same look are drawn at once. */
function drawGap(context) {
  const attended = attention();
  const groups = new Map();
  for (const one of lines(gap, gap + 1)) {
    const { k, i, j } = one;
    const weight = weightOf(app.look.parameters, k, i, j);
    const level = Math.min(LEVELS - 1, Math.floor(Math.sqrt(Math.abs(weight)) * 4)) || 0;
    const key = (attended ? (attended(k, i, j) ? 2 : 1) : 0) * 100 + level * 2 + (weight < 0 ? 1 : 0);
    if (!groups.has(key)) {
      groups.set(key, new Path2D());
    }
    const [a, b, c, d] = line(one);
    groups.get(key).moveTo(...a);
    groups.get(key).bezierCurveTo(...b, ...c, ...d);
  }
  drawGroups(context, groups);
}

function drawGroups(context, groups) {
  const dense = clamp(geometry.side / 46, 0.42, 1);
  context.strokeStyle = theme.ink;
  for (const [key, path] of [...groups].sort(([a], [b]) => a - b)) {
    const role = Math.floor(key / 100);
    const size = ((Math.floor(key % 100 / 2) + 0.5) / 4) ** 2;
    context.globalAlpha = role === 1 ? FADED : role === 2 ? 1 : Math.min(0.92, 0.16 + size * dense / 3.2);
    context.lineWidth = dense * Math.min(6.5, 0.5 + 1.7 * Math.sqrt(size));
    context.setLineDash(key % 2 ? DASH : []);
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function drawNeurons() {
  const { context } = prepare($('netcanvas'));
  const { positions, side } = geometry;
  context.translate(MARGIN, 0);
  const around = new Set(attendedNeurons());
  const fades = app.open?.kind === 'weight';
  app.look.neurons.forEach((layer, k) => {
    strips[k] ??= document.createElement('canvas');
    if (painted[k] !== layer || themed !== theme.inkRamp) {
      painted[k] = layer;
      paint(strips[k], layer.size, theme.inkRamp, layer.planes);
    }
    for (let j = 0; j < app.opened.sizes[k]; j++) {
      const [x, y] = positions[k][j];
      context.globalAlpha = fades && !around.has(`${k},${j}`) ? 0.3 : 1;
      context.drawImage(strips[k], 0, j * layer.size, layer.size, layer.size, x - side / 2 + 1, y - side / 2 + 1,
        side - 2, side - 2);
      drawBias(context, k, j, x - side / 2, y + side / 2);
    }
  });
  context.globalAlpha = 1;
  themed = theme.inkRamp;
  pictured = app.look.neurons;
}

/** A square at the corner: full for a positive bias, hollow for a negative one. */
function drawBias(context, k, j, x, y) {
  if (k === 0 || geometry.side <= 24) {
    return;
  }
  const negative = weightOf(app.look.parameters, k - 1, null, j) < 0;
  context.fillStyle = negative ? theme.paper : theme.ink;
  context.strokeStyle = theme.ink;
  context.fillRect(x - 5, y - 3, 8, 8);
  context.lineWidth = 1;
  context.setLineDash(negative ? [2, 1.5] : []);
  context.strokeRect(x - 5, y - 3, 8, 8);
  context.setLineDash([]);
}

/** The neurons on the paths of what is opened, as "layer,neuron". */
export function attendedNeurons() {
  const { open, opened } = app;
  if (open?.kind !== 'weight') {
    return [];
  }
  const own = open.i === null ? [] : [`${open.k},${open.i}`];
  const all = (size, k) => times(k > open.k + 1 ? size : 0, (j) => `${k},${j}`);
  return [...own, `${open.k + 1},${open.j}`, ...opened.sizes.flatMap(all)];
}

/** Draws it where it stands, or on its way to there. */
export function drawNetwork(places = {}, mostLines = Infinity) {
  const at = { ...geometry };
  Object.assign(geometry, places);
  drawLines(mostLines);
  if (mostLines === Infinity || pictured !== app.look.neurons) {
    drawNeurons();
  }
  Object.assign(geometry, at);
}

when('look', () => drawNetwork({}, app.playing ? MOST_LINES : Infinity));
when('hover open theme layout', () => app.look && drawNetwork());
