// SPDX-License-Identifier: Apache-2.0
// A digit that is drawn: what the network of the main job sees of it, and what it says.

import { $, arrowOf, bytes, clamp, el, latest, on, pointed, times } from './dom.js';
import { ask } from './api.js';
import { paint, theme } from './colors.js';

const CELLS = 112;
const SIZE = 280;
const PEN = 22;
const KEY = 10;
const SEEN = 28;

let pen = [SIZE / 2, SIZE / 4];

function ink() {
  const context = $('paper').getContext('2d');
  context.lineWidth = PEN;
  context.lineCap = context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  return context;
}

function clear() {
  const context = ink();
  context.fillStyle = '#000';
  context.fillRect(0, 0, SIZE, SIZE);
  $('digit-says').textContent = 'Draw a 0 or a 1.';
  $('fired').replaceChildren();
  ['seen', 'speaks'].forEach((id) => $(id).getContext('2d').clearRect(0, 0, SEEN, SEEN));
}

function stroke(to) {
  const context = ink();
  context.beginPath();
  context.moveTo(...pen);
  context.lineTo(...to);
  context.stroke();
  pen = to;
  look();
}

const place = (event) => pointed(event, $('paper')).map((share) => share * SIZE);

/** The ink of each cell, in base 64. */
function cells() {
  const small = el('canvas', { width: CELLS, height: CELLS });
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage($('paper'), 0, 0, CELLS, CELLS);
  const { data } = context.getImageData(0, 0, CELLS, CELLS);
  return btoa(times(CELLS * CELLS, (k) => String.fromCharCode(data[4 * k])).join(''));
}

/** One question at a time; what was drawn meanwhile is asked about next. */
const look = latest(async () => {
  if ($('fired').childElementCount === 0) {
    $('digit-says').textContent = 'It looks … (before its first answer it learns, for some seconds)';
  }
  await ask('digit', { drawing: cells() }).then(show, ({ message }) => { $('digit-says').textContent = message; });
});

function show({ p, seen, hidden, out, gradient }) {
  const sure = Math.max(p, 1 - p);
  $('digit-says').textContent = `${p > 0.5 ? '1' : '0'}, with a probability of ${sure > 0.9999 ? 'more than 0.9999'
    : sure.toFixed(4)}`;
  const gray = Uint32Array.from({ length: 256 }, (_, v) => (0xff000000 | v * 0x010101) >>> 0);
  paint($('seen'), SEEN, gray, bytes(seen));
  paint($('speaks'), SEEN, theme.planeRamp, bytes(gradient));
  const largest = Math.max(1e-9, ...hidden.map((h, j) => h * Math.abs(out[j])));
  $('fired').replaceChildren(...hidden.map((h, j) => el('div', { class: out[j] < 0 ? 'neg' : '',
    title: `neuron 1.${j + 1}: ${h.toFixed(3)} times ${out[j].toFixed(3)}`,
    style: { height: `${Math.max(1, 100 * h * Math.abs(out[j]) / largest)}%` } })));
}

export const openDigit = () => $('digit').showModal();

on('paper', 'pointerdown', (event) => {
  event.target.setPointerCapture(event.pointerId);
  pen = place(event);
  // A line without length would leave no dot.
  stroke([pen[0] + 0.1, pen[1]]);
});
on('paper', 'pointermove', (event) => event.buttons > 0 && stroke(place(event)));
on('paper', 'keydown', (event) => {
  const direction = arrowOf(event);
  if (direction) {
    event.preventDefault();
    const to = pen.map((v, d) => clamp(v + KEY * direction[d], 0, SIZE));
    event.shiftKey ? pen = to : stroke(to);
  }
});
on('clear', 'click', clear);
clear();
