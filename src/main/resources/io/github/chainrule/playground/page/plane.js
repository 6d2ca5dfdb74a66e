// SPDX-License-Identifier: Apache-2.0
// The large plane: what the network would answer at each place, or what one neuron gives there, and the examples.

import { prepare } from './dom.js';
import { app, isTurn, largeNeuron, when } from './state.js';
import { PLANE, shownName } from './looks.js';
import { isRegression, paint, paintClasses, theme } from './colors.js';
import { drawMark, strokeWithHalo } from './marks.js';
import { allPoints, placing, planeCanvas, pointColor, pointRadius } from './places.js';
import { drawAxes } from './axes.js';
import { drawHiddenView } from './bent.js';

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
  const corners = [[0, 0], [1, 0], [1, 1], [0, 1]];
  context.beginPath();
  for (let y = 0; y < PLANE - 1; y++) {
    for (let x = 0; x < PLANE - 1; x++) {
      const k = y * PLANE + x;
      const v = [values[k] - level, values[k + 1] - level, values[k + PLANE + 1] - level, values[k + PLANE] - level];
      if ((v[0] > 0) === (v[1] > 0) && (v[1] > 0) === (v[2] > 0) && (v[2] > 0) === (v[3] > 0)) {
        continue;
      }
      let open = false;
      for (let e = 0; e < 4; e++) {
        const a = v[e];
        const b = v[(e + 1) % 4];
        if ((a > 0) !== (b > 0)) {
          const t = a / (a - b);
          const [ax, ay] = corners[e];
          const [bx, by] = corners[(e + 1) % 4];
          const at = [(x + ax + (bx - ax) * t + 0.5) * unit, (y + ay + (by - ay) * t + 0.5) * unit];
          context[open ? 'lineTo' : 'moveTo'](...at);
          open = !open;
        }
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

/** The points change seldom, and are drawn once. */
function drawPoints(context, size) {
  const ratio = window.devicePixelRatio || 1;
  const key = [size, ratio, theme.name, app.opened.setup].join();
  if (key !== pointsDrawn) {
    pointsDrawn = key;
    pointsLayer.width = pointsLayer.height = Math.round(size * ratio);
    const layer = pointsLayer.getContext('2d');
    layer.scale(ratio, ratio);
    const place = placing(app.opened.range, size);
    const radius = pointRadius(size);
    const points = allPoints();
    for (const { x, y, t, hollow } of [...points.filter((p) => p.hollow), ...points.filter((p) => !p.hollow)]) {
      drawMark(layer, ...place(x, y), isRegression() ? 0 : t, pointColor(t), radius, hollow);
    }
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
    drawAxes(context, size, large !== null);
  }
  drawPoints(context, size);
  drawRing(context, size);
  if (cursor) {
    drawCursor(context, size);
  }
}

export function startPlane() {
  const drawn = {};
  when('look', () => {
    const { plane, hidden } = app.look;
    if (plane !== drawn.plane) {
      drawn.plane = plane;
      draw();
    }
    if (hidden !== drawn.hidden && isTurn(2)) {
      drawn.hidden = hidden;
      drawHiddenView();
    }
  });
  when('open hover theme layout', () => {
    if (app.look) {
      draw();
      drawHiddenView();
    }
  });
}
