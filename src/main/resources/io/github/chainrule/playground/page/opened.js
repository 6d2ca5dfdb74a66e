// SPDX-License-Identifier: Apache-2.0
// What is opened of the network: a weight, a neuron, an example, or one step played slowly; and the numbers it needs.

import { latest } from './dom.js';
import { app, happened, when } from './state.js';
import { asked, lookAgain } from './lesson.js';

const BETWEEN = 120;
let askedAt = 0;

function show(open) {
  app.example ??= app.look.worst;
  Object.assign(app, { open, hover: null, lit: null, calls: false, numbers: null });
  fetchNumbers();
}

export const openWeight = (k, i, j) => show({ kind: 'weight', k, i, j });

export function openNeuron(k, j) {
  show({ kind: 'neuron', k, j });
  lookAgain();
}

export function openExample(example) {
  app.example = example;
  if (['weight', 'slow'].includes(app.open?.kind)) {
    fetchNumbers();
  } else {
    show({ kind: 'example' });
  }
}

export const openSlow = () => show({ kind: 'slow', stop: 0 });

export function goToStop(stop) {
  app.open.stop = stop;
  app.lit = null;
  happened('open');
}

export function close() {
  Object.assign(app, { open: null, hover: null, lit: null });
  happened('open');
  lookAgain();
}

/** Shows a line or a neuron in row and picture alike: {k, i, j}, or null. */
export function light(lit) {
  app.lit = lit;
  happened('lit');
}

/** What is opened is said, too: some lessons are about it. */
function parameters() {
  const { kind, k } = app.open;
  return { example: app.example, opened: k === undefined ? kind : `${kind} ${kind === 'weight' ? k + 1 : k}` };
}

/** All numbers of the example: for a step that is played slowly, those from before it. */
export async function fetchNumbers() {
  const open = app.open;
  const numbers = await asked('number', parameters());
  if (numbers && app.open === open) {
    app.numbers = numbers;
    happened('open');
  }
}

const fetchAgain = latest(fetchNumbers);

/** While it plays, the numbers follow a few times a second. */
function follow() {
  if (app.open && app.open.kind !== 'slow' && performance.now() - askedAt >= BETWEEN) {
    askedAt = performance.now();
    fetchAgain();
  }
}

when('look', follow);
when('edited', () => app.open && fetchNumbers());
