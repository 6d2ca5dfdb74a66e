// SPDX-License-Identifier: Apache-2.0
// What is said in words: scores, the legend, and the diagnosis.

import { short } from './charts.js';

function list(id, texts, className = '') {
  const place = document.getElementById(id);
  if (place.dataset.shown === texts.join('\n')) {
    return;
  }
  place.dataset.shown = texts.join('\n');
  place.replaceChildren(...texts.map((text) => {
    const item = document.createElement('li');
    item.textContent = text;
    item.className = className;
    return item;
  }));
}

export function showDiagnosis(look) {
  const fine = look.steps === 0 ? [] : ['Nothing looks wrong.'];
  list('findings', look.findings.length > 0 ? look.findings : fine, look.findings.length > 0 ? '' : 'good');
  list('notes', look.notes);
  document.getElementById('looked-at').hidden = look.notes.length === 0;
}

function score(id, { loss, right, of } = {}) {
  const row = document.getElementById(id);
  row.hidden = of === undefined;
  if (of !== undefined) {
    row.children[1].textContent = short(loss);
    row.children[2].textContent = `${right} of ${of}`;
  }
}

export function showScores(look) {
  score('score', look.score);
  score('test-score', look.testScore);
  document.getElementById('steps').textContent = look.steps.toLocaleString('en');
  document.getElementById('epochs').textContent = look.epochs.toLocaleString('en');
}

export function showLegend({ classes, test }) {
  const legend = document.getElementById('legend');
  legend.replaceChildren(...classes.map((name, c) => {
    const item = document.createElement('span');
    item.className = `class${c}`;
    item.textContent = name;
    return item;
  }));
  if (test) {
    legend.append('hollow: test');
  }
  document.querySelector('.key .test').hidden = !test;
}

/** Says what went wrong; nothing takes it away. */
export function showProblem(text) {
  const place = document.getElementById('problem');
  place.textContent = text;
  place.hidden = text === '';
}
