// SPDX-License-Identifier: Apache-2.0
// The large plane: what the network would answer at each place, or what one neuron gives there, and the examples.

import { prepare, times } from './dom.js';
import { app, largeNeuron, pictureOf, when } from './state.js';
import { PLANE, shownName } from './lesson.js';
import { isRegression, paint, paintClasses, theme } from './colors.js';
import { allPoints, drawPoints, placing, planeCanvas, pointRadius, strokeWithHalo, writeWithHalo } from './marks.js';
import { drawHiddenView } from './bent.js';
import { inputName, minus } from './words.js';

const picture = document.createElement('canvas');
const pointsLayer = document.createElement('canvas');
let pointsDrawn = '';
/** A place that the keyboard has gone to, [x, y]. */
let cursor = null;

export function setCursor(place) {
  cursor = place;
  draw();
}

export const theCursor = () => cursor;

/** Each value's mean with its neighbors: bytes have steps where the plane is flat. */
function smoothed(bytes) {
  const across = new Float32Array(bytes.length);
  const both = new Float32Array(bytes.length);
  const mean = (v, k, at, step) => (v[at > 0 ? k - step : k] + 2 * v[k] + v[at < PLANE - 1 ? k + step : k]) / 4;
  for (let k = 0; k < bytes.length; k++) {
    across[k] = mean(bytes, k, k % PLANE, 1);
  }
  for (let k = 0; k < bytes.length; k++) {
    both[k] = mean(across, k, Math.floor(k / PLANE), PLANE);
  }
  return both;
}

/** The line on which the answer is undecided, or a neuron gives 0; values as bytes. */
function contour(context, bytes, level, size) {
  const values = smoothed(bytes);
  const unit = size / PLANE;
  const corners = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]];
  context.beginPath();
  for (let k = 0; k < values.length - PLANE; k++) {
    if (k % PLANE === PLANE - 1) {
      continue;
    }
    const v = [values[k] - level, values[k + 1] - level, values[k + PLANE + 1] - level, values[k + PLANE] - level];
    let open = false;
    for (let e = 0; e < 4; e++) {
      const [a, b] = [v[e], v[(e + 1) % 4]];
      if ((a > 0) !== (b > 0)) {
        const at = corners[e].map((c, d) => c + (corners[e + 1][d] - c) * a / (a - b));
        context[open ? 'lineTo' : 'moveTo']((k % PLANE + at[0] + 0.5) * unit,
          (Math.floor(k / PLANE) + at[1] + 0.5) * unit);
        open = !open;
      }
    }
  }
  strokeWithHalo(context, 4, 1.5, 0.75);
}

function drawAnswer(context, size) {
  const { planes, low } = app.look.plane;
  const outputs = low.map((_, j) => planes.subarray(j * PLANE * PLANE, (j + 1) * PLANE * PLANE));
  if (outputs.length > 1) {
    paintClasses(picture, PLANE, outputs);
  } else {
    paint(picture, PLANE, theme.planeRamp, outputs[0]);
  }
  context.drawImage(picture, 0, 0, size, size);
  if (outputs.length === 1 && !isRegression()) {
    contour(context, outputs[0], 127.5, size);
  }
}

function drawLarge(context, size, { k }) {
  const { planes, low: [low], high: [high] } = app.look.shown;
  paint(picture, PLANE, theme.inkRamp, planes);
  context.drawImage(picture, 0, 0, size, size);
  const middle = app.opened.functions[k - 1] === 'sigmoid' ? 0.5 : 0;
  if (k > 0 && high > low) {
    contour(context, planes, Math.max(0.5, (middle - low) / (high - low) * 255), size);
  }
}

/** Round numbers on an axis, at most five. */
function ticks(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((s) => s * power).find((s) => s >= rough);
  const first = Math.ceil(low / step);
  return times(Math.ceil(high / step) - first, (i) => Number(((first + i) * step).toPrecision(6)));
}

/** Round numbers at the edges, and the names of the inputs. */
function drawAxes(context, size) {
  const { range, range: [x0, x1, y0, y1], features } = app.opened;
  const place = placing(range, size);
  context.font = `${size > 500 ? 14 : 11}px ${theme.sans}`;
  context.fillStyle = theme.ink;
  const names = features.map((name, at) => (name === `x${at + 1}` ? inputName(name) : name));
  for (const [t, x] of ticks(x0, x1).map((tick) => [tick, place(tick, 0)[0]])) {
    context.fillRect(x - 0.5, size - 6, 1, 6);
    const near = x < 34 || x > size - 19 - 8 * names[0].length;
    writeWithHalo(context, near ? '' : minus(String(t)), x, size - 9, 'center');
  }
  for (const [t, y] of ticks(y0, y1).map((tick) => [tick, place(0, tick)[1]])) {
    context.fillRect(0, y - 0.5, 6, 1);
    writeWithHalo(context, y < 40 || y > size - 12 ? '' : minus(String(t)), 9, y + 4);
  }
  context.font = `italic ${names.some((name) => name.length > 3) ? 13 : size > 500 ? 22 : 16}px ${theme.serif}`;
  writeWithHalo(context, names[0], size - 6, size - 8, 'right');
  writeWithHalo(context, names[1], 8, size > 500 ? 24 : 18);
}

/** The points change seldom, and are drawn once. */
function showPoints(context, size) {
  const ratio = window.devicePixelRatio || 1;
  const key = [size, ratio, theme.name, app.opened.setup].join();
  if (key !== pointsDrawn) {
    pointsDrawn = key;
    pointsLayer.width = pointsLayer.height = Math.round(size * ratio);
    const layer = pointsLayer.getContext('2d');
    layer.scale(ratio, ratio);
    const place = placing(app.opened.range, size);
    drawPoints(layer, pointRadius(size), ({ x, y }) => place(x, y));
  }
  context.drawImage(pointsLayer, 0, 0, size, size);
}

function drawRing(context, size) {
  const point = allPoints()[app.example];
  if (!point || !app.open || app.open.kind === 'neuron') {
    return;
  }
  const [x, y] = placing(app.opened.range, size)(point.x, point.y);
  context.beginPath();
  context.arc(x, y, pointRadius(size) * 2.5, 0, 7);
  strokeWithHalo(context, 6, 3);
}

function drawCursor(context, size) {
  const [x, y] = placing(app.opened.range, size)(...cursor);
  context.beginPath();
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(x + 3 * dx, y + 3 * dy);
    context.lineTo(x + 12 * dx, y + 12 * dy);
  }
  strokeWithHalo(context, 5, 2);
}

export function draw() {
  const canvas = planeCanvas();
  const { context, width: size } = prepare(canvas);
  if (size === 0 || !app.look.plane) {
    return;
  }
  const large = largeNeuron();
  context.imageSmoothingQuality = 'high';
  if (large && app.look.shownOf === shownName(large)) {
    drawLarge(context, size, large);
  } else {
    drawAnswer(context, size);
  }
  if (size > 200) {
    drawAxes(context, size);
  }
  showPoints(context, size);
  drawRing(context, size);
  if (cursor) {
    drawCursor(context, size);
  }
}

pictureOf('plane', draw);
pictureOf('hidden', drawHiddenView);
when('open hover theme layout', () => {
  if (app.look) {
    draw();
    drawHiddenView();
  }
});
