// SPDX-License-Identifier: Apache-2.0
// Draws the network in each frame: its lines, and what each neuron gives all over the plane.

import { $, clamp, prepare, times } from './dom.js';
import { app, layers, picture, weightOf, when } from './state.js';
import { geometry, line, lines } from './geometry.js';
import { paint, theme } from './colors.js';

const MARGIN = 30;
const LEVELS = 12;
const DASH = [5, 3.5];
const FADED = 0.07;
/** How far a bias stands out to the left. */
const BIAS = 6;

/** Each layer's pictures, one above the other, and what was drawn of it last. */
const strips = [];
const painted = [];

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

/** Draws the lines between two layers anew; all of the same look at once. */
function drawGap(gap) {
  const { context, height } = prepare($('lines'), false);
  const [[left], , , [right]] = line({ k: gap, i: 0, j: 0 });
  context.translate(MARGIN, 0);
  context.clearRect(left, 0, right - left, height);
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

/** Draws the neurons of a layer anew. */
function drawLayer(k) {
  const { context, height } = prepare($('netcanvas'), false);
  const { positions, side } = geometry;
  const around = new Set(attendedNeurons());
  const fades = app.open?.kind === 'weight';
  const layer = app.look.neurons[k];
  strips[k] ??= document.createElement('canvas');
  if (painted[k] !== layer) {
    painted[k] = layer;
    paint(strips[k], layer.size, theme.inkRamp, layer.planes);
  }
  context.translate(MARGIN, 0);
  context.clearRect(positions[k][0][0] - side / 2 - BIAS, 0, side + BIAS, height);
  for (let j = 0; j < app.opened.sizes[k]; j++) {
    const [x, y] = positions[k][j];
    context.globalAlpha = fades && !around.has(`${k},${j}`) ? 0.3 : 1;
    context.drawImage(strips[k], 0, j * layer.size, layer.size, layer.size, x - side / 2 + 1, y - side / 2 + 1,
      side - 2, side - 2);
    drawBias(context, k, j, x - side / 2, y + side / 2);
  }
  context.globalAlpha = 1;
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

function* network() {
  for (let k = 0; k < layers(); k++) {
    if (painted[k] !== app.look.neurons[k]) {
      drawLayer(k);
      yield;
    }
    drawGap(k);
    yield;
  }
}

/** Draws it where it stands, or on its way to there. */
export function drawNetwork(places = {}) {
  const at = { ...geometry };
  Object.assign(geometry, places);
  ['lines', 'netcanvas'].forEach((id) => prepare($(id)));
  painted.length = 0;
  Array.from(network());
  Object.assign(geometry, at);
}

picture(network);
when('hover open theme layout', () => app.look && drawNetwork());
