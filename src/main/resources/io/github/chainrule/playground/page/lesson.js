// SPDX-License-Identifier: Apache-2.0
// Opens and changes the lesson; each setup is a step in the browser's history, so that "back" takes a change back.

import { LESSONS } from './lessons.js';
import { ask } from './api.js';
import { $, on } from './dom.js';
import { app, happened, largeNeuron, layers } from './state.js';
import * as setups from './setup.js';
import { geometry } from './geometry.js';

export const PLANE = 100;

/** What was changed and isn't answered yet: the next change builds on it. */
let pending = null;
let problemTimer = 0;

/** Says what went wrong, until it is read or closed. */
export function showProblem(message) {
  const place = $('problem');
  clearTimeout(problemTimer);
  place.firstElementChild.textContent = message;
  place.hidden = message === '';
  if (message) {
    problemTimer = setTimeout(() => { place.hidden = true; }, 12000);
  }
}

/** How a neuron is asked for: layer and number. */
export const shownName = ({ k, j }) => `${k}.${j + 1}`;

/** What of a lesson is asked for: pictures no larger than they are drawn. */
export function lookParameters() {
  const large = largeNeuron();
  const side = geometry.side * (window.devicePixelRatio || 1);
  return {
    plane: PLANE,
    neuron: side < 26 ? 12 : side < 60 ? 32 : 50,
    hidden: app.presenter && !app.swapped ? 0 : 1,
    show: large && large.k < layers() ? shownName(large) : null,
  };
}

/** Begins a setup anew; returns what is wrong with it, and then all stays unchanged. */
export async function open(setup, { steps = 0, undo = null } = {}) {
  const before = app.undo;
  app.undo = undo;
  const wrong = await answered('open', { setup, steps });
  app.undo = wrong ? before : undo;
  if (!wrong) {
    while (app.look.steps < steps && app.look.state === 'ready' && app.look.made !== 0) {
      take(await ask('look', { steps: steps - app.look.steps, ...lookParameters() }));
    }
    happened('look');
  }
  return wrong;
}

/** Changes settings, {key: text} or what makes it of those before, and goes on; returns what is wrong with them. */
export async function edit(changes) {
  const before = pending ?? app.setup;
  const next = setups.withChanges(before, typeof changes === 'function' ? changes(before) : changes);
  pending = next;
  const wrong = await answered('change', { setup: setups.text(next) });
  pending = pending === next ? null : pending;
  return wrong;
}

/** Asks for something that opens a lesson, and shows the lesson. */
export async function answered(what, parameters) {
  try {
    const before = app.opened;
    const answer = await ask(what, { ...parameters, ...lookParameters(), words: 1 });
    app.opened = answer;
    app.setup = setups.parse(answer.setup);
    remember(`#${answer.setup}`);
    const same = before && ['sizes', 'inputs'].every((key) => String(before[key]) === String(answer[key]));
    if (!same || app.example >= answer.training.n) {
      Object.assign(app, { example: null, hover: null, open: null });
    }
    app.advice = answer.kept ? app.advice : null;
    app.calls &&= what === 'open' && answer.lesson === 'first' && answer.steps === 0;
    showProblem('');
    app.look = null;
    take(answer);
    ['opened', 'look', 'open'].forEach(happened);
    return '';
  } catch (problem) {
    return failed(problem);
  }
}

/** Says what went wrong; a lesson that the library has forgotten is opened again. */
export async function failed(problem) {
  if (problem.closed && app.look) {
    // The same setup and steps give the same bits.
    return open(setups.text(app.setup), { steps: app.look.steps });
  }
  pause();
  showProblem(problem.message);
  return problem.message;
}

export function pause() {
  app.playing = false;
  happened('mode');
}

/** Asks; undefined if the lesson is another one meanwhile, or if it fails: then it is said why. */
export async function asked(what, parameters) {
  const before = app.opened;
  try {
    const answer = await ask(what, parameters);
    return before === app.opened ? answer : undefined;
  } catch (problem) {
    await failed(problem);
    return undefined;
  }
}

function remember(hash) {
  history[location.hash && location.hash !== hash ? 'pushState' : 'replaceState'](null, '', hash);
}

/** Keeps a look; what it doesn't have is the last one's. */
export function take(look) {
  app.look = { ...app.look, ...look.plane && { shown: null, shownOf: null }, ...look };
  if (look.words) {
    app.words = look.words;
    happened('words');
  }
}

/** Looks, after some steps or something else. */
export async function look(parameters = {}, what = 'look') {
  const answer = await asked(what, { ...lookParameters(), ...parameters });
  if (answer) {
    take(answer);
    happened('look');
  }
}

/** Looks again without a step: something else is wanted of it. */
export const lookAgain = () => app.playing || look();

/** Sets a weight by hand; a bias has no input. */
export async function setWeight({ k, i, j }, value) {
  await look({ layer: k + 1, from: (i ?? app.opened.sizes[k]) + 1, to: j + 1, value, words: 1 }, 'set');
  happened('edited');
}

/** The lesson that is open; undefined for a setup of one's own. */
export const currentLesson = () => app.lessons.find(({ id }) => id === app.opened.lesson);

/** Opens a lesson of the path, and waits for Play. */
export async function openLesson(lesson) {
  Object.assign(app, { open: null, example: null, calls: lesson.id === 'first' });
  pause();
  await open(lesson.setup);
}

export const nextLesson = () => app.lessons[app.lessons.indexOf(currentLesson()) + 1];

/** Takes an advice; the setup and steps before it can be brought back. */
export async function takeAdvice(advice) {
  const before = { setup: app.setup, steps: app.look.steps, label: advice.label };
  app.open = null;
  const changed = setups.differences(before.setup, setups.parse(advice.setup));
  await open(advice.setup, { undo: { ...before, changed } });
}

export async function undoAdvice() {
  const { setup, steps } = app.undo;
  pause();
  await open(setups.text(setup), { steps });
}

/** What the address says, or the first lesson; a wrong address is said, and leads there, too. */
export async function start() {
  on('problem', 'click', () => showProblem(''));
  window.addEventListener('hashchange', () => open(location.hash.slice(1)));
  app.lessons = (await ask('lessons')).lessons.map((lesson, number) => ({ ...lesson, number, ...LESSONS[lesson.id] }));
  app.calls = !location.hash;
  const wrong = await open(location.hash.slice(1) || 'first');
  if (wrong) {
    app.calls = true;
    await open('first');
    showProblem(wrong);
  }
}


