// SPDX-License-Identifier: Apache-2.0
// Numbers on the picture: weights at rest; what flows forward (green) and backward (plum) when something is opened.

import { isPhone } from './dom.js';
import { app, weightOf, when } from './state.js';
import { geometry, lines } from './geometry.js';
import { isGuessing } from './guess.js';
import { isOnPath } from './net.js';
import { short } from './words.js';
import { clearPlates, linePlate, neuronPlate, ribbon, showPlates } from './plates.js';
import { slowMarks } from './slow.js';

const FEW_WEIGHTS = 6;
const MOST_PATHS = 8;
const STRONGEST = 3;

function restWeights() {
  const { sizes } = app.opened;
  const count = sizes.slice(1).reduce((sum, size, k) => sum + size * sizes[k], 0);
  if (count > FEW_WEIGHTS || isPhone() || app.open || app.hover) {
    return;
  }
  lines().forEach(({ k, i, j }) => linePlate({ k, i, j }, sizes[k + 1] > 1 && i !== j ? 0.3 : 0.5, 0,
    short(weightOf(app.look.parameters, k, i, j)), 'rest'));
}

/** The weights of a neuron that is pointed at, as far as there is room. */
function hoverWeights() {
  const { k, j } = app.hover ?? app.open;
  const { sizes } = app.opened;
  if (k > 0 && sizes[k - 1] < 7 && geometry.roomy) {
    for (let i = 0; i < sizes[k - 1]; i++) {
      linePlate({ k: k - 1, i, j }, 0.5, 0, short(weightOf(app.look.parameters, k - 1, i, j)), 'k');
    }
  }
}

/** Numbers of single products: forward a × w, backward δ × w, with the same w both times. */
function products(one, t, last) {
  const { k, i, j } = one;
  const { a, dz, parameters } = app.numbers;
  const w = weightOf(parameters, k, i, j);
  linePlate(one, t, -11, `${short(a[k][i])} × ${short(w)}`, 'f');
  linePlate(one, t, 10, `${short(dz[k][j])} × ${short(last ? a[k][i] : w)}`, 'b');
}

function openedWeight() {
  const { open, numbers } = app;
  const path = lines().filter(({ k, i, j }) => isOnPath(open, k, i, j));
  path.forEach((one) => ribbon(one, 'f'));
  if (isGuessing()) {
    return;
  }
  path.forEach((one) => ribbon(one, 'b'));
  if (geometry.roomy) {
    for (const one of numbered(path)) {
      const few = path.filter(({ k }) => one.k === k).length === 1;
      products(one, few ? 0.5 : 0.44, one.k === open.k);
    }
  }
  const reached = new Set(path.flatMap(({ k, i, j }) => [`${k},${i}`, `${k + 1},${j}`]));
  reached.add(`${open.k + 1},${open.j}`);
  for (const [k, j] of [...reached].map((key) => key.split(',').map(Number))) {
    if (geometry.side >= 18 || k === app.opened.sizes.length - 1) {
      neuronPlate(k, j, 'f', numbers.a[k][j]);
      if (k > open.k) {
        neuronPlate(k, j, 'b', numbers.dz[k - 1][j]);
      }
    }
  }
}

/** With many paths only the strongest have numbers; the margin says the sum. */
function numbered(path) {
  const { dz, parameters } = app.numbers;
  const strength = ({ k, i, j }) => (k === app.open.k ? Infinity : Math.abs(dz[k][j] * weightOf(parameters, k, i, j)));
  return path.length <= MOST_PATHS ? path : [...path].sort((a, b) => strength(b) - strength(a)).slice(0, STRONGEST + 1);
}

function openedExample() {
  app.numbers.a.forEach((layer, k) => layer.forEach((value, j) => {
    if (geometry.side > 30 || k === app.opened.sizes.length - 1) {
      neuronPlate(k, j, 'f', value);
    }
  }));
}

/** Draws them; fresh ones appear a moment after their lines. */
function drawTags(fresh = false) {
  clearPlates(fresh);
  const kind = app.hover ? 'neuron' : app.open?.kind;
  if (!kind) {
    restWeights();
  } else if (kind === 'neuron') {
    hoverWeights();
  } else if (app.numbers) {
    ({ weight: openedWeight, example: openedExample, slow: slowMarks })[kind]();
  }
  showPlates();
}

let last = '';
when('look hover lit layout', () => app.look && drawTags());
when('open', () => {
  const now = JSON.stringify([app.open, app.numbers !== null]);
  drawTags(now !== last);
  last = now;
});
