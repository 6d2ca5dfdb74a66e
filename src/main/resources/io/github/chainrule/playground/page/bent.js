// SPDX-License-Identifier: Apache-2.0
// How the last hidden layer bends the plane: its neurons are the axes, and the points lie where they lie there.

import { $, on, prepare, write } from './dom.js';
import { app, happened, when } from './state.js';
import { paint, theme } from './colors.js';
import { drawPoints, planeCanvas, pointRadius, writeWithHalo } from './marks.js';
import { lookAgain } from './lesson.js';
import { projected } from './projection.js';

const picture = document.createElement('canvas');
const TINT = 48;

function drawTint(context, { answer, range: [u0, u1, v0, v1] }, size) {
  const values = new Uint8Array(TINT * TINT);
  for (let k = 0; k < values.length; k++) {
    const u = u0 + (u1 - u0) * (k % TINT + 0.5) / TINT;
    values[k] = 255 * answer(u, v1 - (v1 - v0) * (Math.floor(k / TINT) + 0.5) / TINT);
  }
  context.drawImage(paint(picture, TINT, theme.planeRamp, values), 0, 0, size, size);
}

function drawGrid(context, net, place) {
  const lines = Math.sqrt(net.length);
  context.strokeStyle = theme.ink;
  context.globalAlpha = 0.34;
  context.lineWidth = 0.9;
  context.beginPath();
  for (let a = 0; a < lines; a++) {
    for (const at of [(b) => a * lines + b, (b) => b * lines + a]) {
      for (let b = 0; b < lines; b++) {
        context[b === 0 ? 'moveTo' : 'lineTo'](...place(...net[at(b)]));
      }
    }
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** Draws it where it stands now. */
export function drawHiddenView() {
  const canvas = planeCanvas() === $('plane') ? $('bent').firstElementChild : $('plane');
  const { context, width: size } = prepare(canvas);
  if (!app.look.hidden || size === 0) {
    return;
  }
  const view = projected(app.look.hidden);
  const [u0, u1, v0, v1] = view.range;
  const place = (u, v) => [(u - u0) / (u1 - u0) * size, (v1 - v) / (v1 - v0) * size];
  if (view.answer) {
    drawTint(context, view, size);
  }
  if (view.net.length > 0) {
    drawGrid(context, view.net, place);
  }
  drawPoints(context, pointRadius(size), ({ index }) => place(...view.points[index]));
  nameAxes(context, view.axes, size);
}

function nameAxes(context, names, size) {
  context.font = `11px ${theme.sans}`;
  writeWithHalo(context, names[0] && `${names[0]} →`, size / 2, size - 5, 'center');
  writeWithHalo(context, names[1] && `${names[1]} ↑`, 4, size / 2 + 4);
}

/** Lets plane and hidden view change places. */
export function swap() {
  if (app.opened.sizes.length > 2) {
    app.swapped = !app.swapped;
    happened('layout');
    lookAgain();
  }
}

on('bent', 'click', swap);
when('opened layout', () => {
  const layers = app.opened.sizes.length - 2;
  app.swapped &&= layers > 0;
  $('bent').parentElement.hidden = layers === 0;
  $('lower').classList.toggle('alone', layers === 0);
  write($('bent-title'), app.swapped ? 'Output' : `As layer ${layers} sees it`);
});
