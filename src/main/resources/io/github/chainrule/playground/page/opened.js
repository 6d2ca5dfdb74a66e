// SPDX-License-Identifier: Apache-2.0
// What is opened of the network: a weight, a neuron, an example, or one step played slowly; and the numbers it needs.

import { ask } from './api.js';
import { app, happened, when } from './state.js';
import { lookAgain, showProblem } from './lesson.js';

const BETWEEN = 120;
let asked = 0;
let waiting = false;

function show(open) {
  app.open = open;
  app.hover = null;
  app.lit = null;
  app.calls = false;
  app.numbers = null;
  fetchNumbers();
}

export function openWeight(k, i, j) {
  app.example ??= app.look.worst;
  show({ kind: 'weight', k, i, j });
}

export function openNeuron(k, j) {
  app.example ??= app.look.worst;
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

export function openSlow(stop = 0) {
  app.example ??= app.look.worst;
  show({ kind: 'slow', stop });
}

export function goToStop(stop) {
  app.open.stop = stop;
  app.lit = null;
  happened('open');
}

export function close() {
  if (app.open || app.hover) {
    app.open = null;
    app.hover = null;
    app.lit = null;
    happened('open');
    lookAgain();
  }
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
  try {
    const numbers = await ask('number', parameters());
    if (app.open === open) {
      app.numbers = numbers;
      happened('open');
    }
  } catch (problem) {
    app.open = null;
    showProblem(problem.message);
    happened('open');
  }
}

/** While it plays, the numbers follow a few times a second. */
async function follow() {
  if (!app.open || app.open.kind === 'slow' || waiting || performance.now() - asked < BETWEEN) {
    return;
  }
  waiting = true;
  asked = performance.now();
  await fetchNumbers();
  waiting = false;
}

export function startOpened() {
  when('look', follow);
  when('edited', () => app.open && fetchNumbers());
}
