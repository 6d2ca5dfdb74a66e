// SPDX-License-Identifier: Apache-2.0
// The page: it opens a lesson, and looks at it as often as it can be seen.

import { ask } from './server.js';
import * as setups from './setup.js';
import * as network from './network.js';
import { drawLoss, showFlow } from './charts.js';
import { drawSurface, nearest, planeAt } from './surface.js';
import * as opening from './opened.js';
import * as keys from './cursor.js';
import * as points from './points.js';
import * as taking from './exports.js';
import './digit.js';
import { showDiagnosis, showLegend, showProblem, showScores } from './words.js';

const BETWEEN_LOOKS = 33;
const surface = document.getElementById('surface');
const play = document.getElementById('play');
const presets = document.getElementById('presets');
const hint = document.getElementById('hint');

let setup = setups.parse('');
/** What was changed and isn't answered yet: the next change builds on it. */
let pending = null;
let opened = null;
let look = null;
let chosen = 0;
let looking = false;

/** Opens a set-up; returns what is wrong with it, and then all stays as it was. */
async function open(text) {
  try {
    const answer = await ask('open', opened ? { session: opened.session } : {}, text);
    opened = answer;
    chosen = 0;
    setup = setups.parse(answer.setup);
    setups.show(setup);
    remember(`#${answer.setup}`);
    hint.hidden = true;
    presets.value = '';
    opening.close();
    points.offer(answer);
    buildNetwork();
    showLegend(answer);
    showProblem('');
    show(answer.look);
    return '';
  } catch (problem) {
    showProblem(problem.message);
    return problem.message;
  }
}

/** Each set-up is a step in the browser's history, so that the way back takes a change back. */
function remember(hash) {
  if (location.hash && location.hash !== hash) {
    history.pushState(null, '', hash);
  } else {
    history.replaceState(null, '', hash);
  }
}

function buildNetwork() {
  const hidden = setups.hidden(setup);
  const outputs = opened.look.surface.length;
  document.getElementById('layer-count').textContent = hidden.length === 1 ? '1 hidden layer'
    : `${hidden.length} hidden layers`;
  network.build([2, ...hidden, outputs], opened.features, outputs === 1 ? [opened.classes[1]] : opened.classes, {
    more: (layer) => resize((sizes) => sizes.map((size, k) => (k === layer ? Math.min(16, size + 1) : size))),
    fewer: (layer) => resize((sizes) => sizes.map((size, k) => (k === layer ? Math.max(1, size - 1) : size))),
    open: (what) => opening.open(opened, what, chosen),
  });
}

/** Opens the set-up with a change; returns what is wrong with it. */
async function edit(change) {
  const next = change(pending ?? setup);
  pending = next;
  const wrong = await open(setups.text(next));
  pending = pending === next ? null : pending;
  return wrong;
}

function resize(change) {
  edit((before) => setups.withHidden(before, change(setups.hidden(before))));
}

function show(answer) {
  look = answer;
  drawPlane();
  network.update(look);
  drawLoss(look);
  showFlow(look);
  showDiagnosis(look);
  showScores(look);
  opening.afterLook(look);
  showState();
  if (look.message) {
    showProblem(look.message);
  }
  if (look.state === 'PLAYING') {
    keepLooking();
  }
}

function showState() {
  play.textContent = look.state === 'PLAYING' ? 'Pause' : 'Play';
  document.body.dataset.state = look.state;
}

/** Asks again and again while the training goes on, and no more often than a screen shows. */
async function keepLooking() {
  if (looking) {
    return;
  }
  looking = true;
  while (look.state === 'PLAYING') {
    const next = new Promise((resolve) => { setTimeout(resolve, document.hidden ? 1000 : BETWEEN_LOOKS); });
    await next;
    if (look.state === 'PLAYING' && !await command('look')) {
      break;
    }
  }
  looking = false;
}

/** Asks for something about this lesson, and shows it; false if that failed. */
async function command(what, parameters = {}) {
  const session = opened.session;
  try {
    const answer = await ask(what, { session, ...parameters });
    if (opened.session === session) {
      show(answer);
    }
    return true;
  } catch (problem) {
    if (problem.status === 410 && opened.session === session) {
      await open(setups.text(setup));
    } else if (opened.session === session) {
      showProblem(problem.message);
      // Whether it still plays nobody knows; it isn't looked at any more.
      look.state = problem.status ? look.state : 'FAILED';
      showState();
    }
    return false;
  }
}

function drawPlane() {
  drawSurface(surface, opened, look, chosen, keys.cursor());
}

function choose(example) {
  chosen = example;
  drawPlane();
  opening.choose(chosen);
}

function changePoints(place, what) {
  return edit((before) => points.changed(before, opened, place, what));
}

function pace() {
  return { pace: document.getElementById('pace').value };
}

function on(id, event, action) {
  document.getElementById(id).addEventListener(event, action);
}

on('play', 'click', () => (look.state === 'PLAYING' ? command('pause') : command('play', pace())));
on('pace', 'change', () => look.state === 'PLAYING' && command('play', pace()));
on('step', 'click', () => command('step'));
on('epoch', 'click', () => command('epoch'));
on('reset', 'click', () => open(setups.text(setup)));
on('more-layers', 'click', () => resize((sizes) => [...sizes, sizes.at(-1) ?? 4].slice(0, 12)));
on('fewer-layers', 'click', () => resize((sizes) => sizes.slice(0, -1)));
on('end', 'click', () => ask('end').then(() => showProblem('The playground has ended.'),
  (problem) => showProblem(problem.message)));
surface.addEventListener('click', (event) => {
  const place = planeAt(surface, opened, event);
  if (points.tool() === 'choose') {
    choose(nearest(opened, place));
  } else {
    changePoints(place, points.tool());
  }
});
keys.start(() => ({ opened, chosen }), choose, changePoints, drawPlane);
on('file', 'change', async ({ target }) => {
  try {
    await open(setups.text(await points.fromFile(setup, target.files[0])));
  } catch (problem) {
    showProblem(problem.message);
  }
});
setups.onChange(({ target }) => {
  if (target.name) {
    edit((before) => {
      const changed = setups.fromForm(before);
      const own = changed.get('data') === 'own' && before.get('data') !== 'own';
      return own ? points.own(changed, opened) : changed;
    });
  }
});
opening.start(choose);
taking.start(() => opened.session);
window.addEventListener('hashchange', () => open(location.hash.slice(1)));
window.addEventListener('resize', () => look && show(look));
window.addEventListener('pagehide', () => opened && ask('close', { session: opened.session }));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => look && show(look));

presets.addEventListener('change', async () => {
  const preset = presets.selectedOptions[0];
  if (preset.value) {
    await open(preset.value);
    presets.value = preset.value;
    hint.textContent = preset.dataset.hint;
    hint.hidden = false;
  }
});

async function start() {
  const answer = await ask('presets');
  for (const { title, chapter, hint: text, setup: value } of answer.presets) {
    const option = new Option(`${title} (chapter ${chapter})`, value);
    option.dataset.hint = text;
    presets.add(option);
  }
  const wrong = await open(location.hash.slice(1));
  if (wrong) {
    await open('');
    showProblem(wrong);
  }
}

start().catch((problem) => showProblem(problem.message));
