// SPDX-License-Identifier: Apache-2.0
// A weight, a neuron or a layer, opened: the chain rule with its numbers, for one example.

import { ask } from './server.js';
import { short } from './charts.js';

const panel = document.getElementById('opened');
const example = document.getElementById('example');
const BETWEEN = 400;

let what = null;
let lesson = null;
let shownAt = 0;
let onExample = () => { };

function element(name, className, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Opens something of a lesson; what is { layer, from, to }, -1 for all of them. */
export function open(opened, wanted, chosen) {
  lesson = opened;
  what = wanted;
  example.max = opened.training.x.length;
  example.value = chosen + 1;
  panel.hidden = false;
  refresh().then(() => panel.scrollIntoView({ block: 'nearest', behavior: 'smooth' }));
}

export function close() {
  what = null;
  panel.hidden = true;
}

/** Another example was chosen elsewhere on the page. */
export function choose(chosen) {
  example.value = chosen + 1;
  return refresh();
}

/** After a look at the lesson: a training that goes on is opened more seldom than it is looked at. */
export function afterLook(look) {
  if (what && (look.state !== 'PLAYING' || performance.now() - shownAt > BETWEEN)) {
    refresh();
  }
}

async function refresh() {
  if (!what) {
    return;
  }
  shownAt = performance.now();
  try {
    const answer = await ask('opened', { session: lesson.session, example: Math.max(0, example.value - 1), ...what });
    if (what) {
      show(answer);
    }
  } catch (problem) {
    document.getElementById('opened-title').textContent = problem.message;
  }
}

function show(answer) {
  document.getElementById('opened-title').textContent = answer.title;
  document.getElementById('forward').replaceChildren(...answer.forward.map(line));
  document.getElementById('backward').replaceChildren(...answer.backward.map(line));
  document.getElementById('saved').textContent = 'The whole way back takes '
    + answer.multiplications.toLocaleString('en')
    + ' multiplications. Without reuse, each gradient from the loss again, it would be '
    + `${answer.without.toLocaleString('en')}.`;
  document.getElementById('whole').textContent = answer.all;
  document.getElementById('incoming').replaceChildren(...(answer.weights && what.from === -1
    ? answer.weights.map((weight, from) => incoming(weight, answer.gradients[from], from)) : []));
}

function line({ name, letters, value, entries, users }) {
  const item = element('li', users.length > 0 ? 'reused' : '');
  item.append(element('b', '', `${name} = ${letters}`), element('span', 'value', value));
  item.append(...entries.map((entry) => element('span', 'entry', entry)));
  if (users.length > 0) {
    item.append(element('span', 'users', `computed once, used in ${users.join(', ')}`));
  }
  return item;
}

/** A neuron's weights, each to be opened by itself: the way to them for a keyboard, and for a thumb. */
function incoming(weight, gradient, from) {
  const button = element('button', '', `from ${from}: ${short(weight)}, gradient ${short(gradient)}`);
  button.type = 'button';
  button.addEventListener('click', () => open(lesson, { ...what, from }, example.value - 1));
  return button;
}

export function start(exampleChosen) {
  onExample = exampleChosen;
  example.addEventListener('change', () => onExample(Math.max(0, Math.min(example.max, example.value) - 1)));
  document.getElementById('close').addEventListener('click', close);
}
