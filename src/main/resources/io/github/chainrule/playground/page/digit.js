// SPDX-License-Identifier: Apache-2.0
// A digit that is drawn: what the network sees of it, and what it says.

import { ask } from './server.js';
import { bytes, picture, prepare } from './surface.js';

const paper = document.getElementById('paper');
const answer = document.getElementById('digit-says');
const CELLS = 112;
const SIZE = 280;
const PEN = 22;
const KEY = 10;

let pen = [SIZE / 2, SIZE / 4];
let asking = false;
let changed = false;

function ink() {
  const context = paper.getContext('2d');
  context.lineWidth = PEN;
  context.lineCap = context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  return context;
}

function clear() {
  const context = ink();
  context.fillStyle = '#000';
  context.fillRect(0, 0, SIZE, SIZE);
  answer.textContent = 'Draw a 0 or a 1.';
  document.getElementById('fired').replaceChildren();
  for (const id of ['seen', 'speaks']) {
    prepare(document.getElementById(id));
  }
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

function place(event) {
  const box = paper.getBoundingClientRect();
  return [(event.clientX - box.left) * SIZE / box.width, (event.clientY - box.top) * SIZE / box.height];
}

/** The ink of each cell, in base 64. */
function cells() {
  const small = document.createElement('canvas');
  small.width = small.height = CELLS;
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(paper, 0, 0, CELLS, CELLS);
  const { data } = context.getImageData(0, 0, CELLS, CELLS);
  return btoa(Array.from({ length: CELLS * CELLS }, (_, k) => String.fromCharCode(data[4 * k])).join(''));
}

/** One question at a time; what was drawn meanwhile is asked about next. */
async function look() {
  changed = true;
  if (asking) {
    return;
  }
  asking = true;
  while (changed) {
    changed = false;
    try {
      show(await ask('digit', {}, cells()));
    } catch (problem) {
      answer.textContent = problem.message;
    }
  }
  asking = false;
}

function show({ p, seen, hidden, out, gradient }) {
  const sure = Math.max(p, 1 - p);
  const probability = sure > 0.9999 ? 'more than 0.9999' : sure.toFixed(4);
  answer.textContent = `${p > 0.5 ? '1' : '0'}, with a probability of ${probability}`;
  const pixels = bytes(seen);
  draw('seen', picture(28, (k) => [[pixels[k], pixels[k], pixels[k]], 1]));
  const signs = bytes(gradient);
  draw('speaks', picture(28, (k) => [signs[k] < 128 ? [31, 120, 200] : [220, 100, 0], Math.abs(signs[k] - 128) / 127]));
  const largest = Math.max(1e-9, ...hidden.map((h, j) => h * Math.abs(out[j])));
  document.getElementById('fired').replaceChildren(...hidden.map((h, j) => {
    const bar = document.createElement('div');
    bar.className = out[j] < 0 ? 'zero' : 'one';
    bar.title = `neuron ${j}: ${h.toFixed(3)} times ${out[j].toFixed(3)}`;
    bar.style.height = `${Math.max(1, 100 * h * Math.abs(out[j]) / largest)}%`;
    return bar;
  }));
}

function draw(id, image) {
  const { context, width, height } = prepare(document.getElementById(id));
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, width, height);
}

paper.addEventListener('pointerdown', (event) => {
  paper.setPointerCapture(event.pointerId);
  pen = place(event);
  // A line without length would leave no dot.
  stroke([pen[0] + 0.1, pen[1]]);
});
paper.addEventListener('pointermove', (event) => event.buttons > 0 && stroke(place(event)));
paper.addEventListener('keydown', (event) => {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
  if (x !== undefined) {
    event.preventDefault();
    const to = [pen[0] + KEY * x, pen[1] + KEY * y].map((v) => Math.max(0, Math.min(SIZE, v)));
    if (event.shiftKey) {
      pen = to;
    } else {
      stroke(to);
    }
  }
});
document.getElementById('clear').addEventListener('click', clear);
clear();
