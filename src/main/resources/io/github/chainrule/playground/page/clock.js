// SPDX-License-Identifier: Apache-2.0
// The frames of the screen drive the lesson: each asks for the steps that are due, and shows the last answer.

import { $, clamp, on } from './dom.js';
import { app, happened, when } from './state.js';
import { asked, look, lookParameters, open, pause, take } from './lesson.js';
import * as setups from './setup.js';

const LONGEST = 10_000;
/** Milliseconds between two frames of the screen, with room to draw: steps take what looking leaves of them. */
const FRAME = 15;
const MOST = 11;
/** Looks that take longer have no rests between them; the large plane is computed in slices of so long. */
const SLOW = 18;
const TURNS = ['plane', 'neuron', 'hidden', 'gradients'];
const SLOW_TURNS = ['plane', 'neuron', 'plane', 'hidden', 'plane', 'gradients'];
const BETWEEN_WORDS = 1000;
const ADVICE_PLAYING = 6;
const ADVICE_AT_REST = 50;

let last = 0;
let due = 0;
let asking = false;
let lastWords = 0;
let drawn = true;
let advising = false;
/** How long a look without steps takes. */
let looking = FRAME / 2;
let turn = 0;

/** How many looks were drawn since the page was loaded, for those who measure. */
export const frames = { count: 0 };

const pace = () => Number(document.querySelector('#settings [name=pace]').value);

export function setPlaying(playing) {
  const starts = playing && !app.playing && app.look?.state === 'ready';
  app.playing = playing && (starts || app.playing);
  if (starts) {
    app.calls = false;
    app.open = app.open?.kind === 'slow' ? null : app.open;
    last = performance.now();
    due = 1;
    requestAnimationFrame(frame);
  }
  happened('mode');
  if (!playing) {
    look({ words: 1 });
  }
}

function frame(now) {
  if (!app.playing) {
    return;
  }
  requestAnimationFrame(frame);
  ask(now);
  // After the question: the library answers while this is drawn.
  if (!drawn) {
    drawn = true;
    frames.count++;
    happened('look');
  }
}

function ask(now) {
  due = pace() === 0 ? LONGEST : Math.min(LONGEST, due + pace() * clamp(now - last, 0, 100) / 1000);
  last = now;
  if (!asking && due >= 1) {
    askFor(Math.floor(due), now);
  }
}

/** Pictures take turns, and where looks are slow, so does what needs all examples. */
function wanted() {
  const all = { ...lookParameters(), gradients: 1 };
  const kind = looking > SLOW ? SLOW_TURNS[turn++ % SLOW_TURNS.length] : TURNS[turn++ % TURNS.length];
  const none = looking > SLOW && ['plane', 'neuron'].includes(kind) ? { score: 0 } : { hidden: 0, gradients: 0 };
  return { plane: 0, neuron: 0, ...none, [kind]: all[kind], show: all.show, slice: SLOW };
}

async function askFor(steps, now) {
  asking = true;
  const milliseconds = Math.round(clamp(FRAME - looking, Math.min(MOST, 1 + looking / 5), MOST));
  const begun = performance.now();
  const answer = await asked('look', { ...wanted(), steps, milliseconds,
    words: now - lastWords > BETWEEN_WORDS ? 1 : null });
  asking = false;
  if (!answer) {
    return;
  }
  const took = performance.now() - begun;
  looking += (took - (answer.made < steps ? milliseconds : 0) - looking) / 10;
  due = answer.made < steps ? 0 : Math.max(0, due - steps);
  take(answer);
  drawn = false;
  if (answer.words) {
    lastWords = now;
    advise();
  }
  if (answer.state !== 'ready') {
    pause();
    look({ words: 1 }).then(advise);
  } else if (app.playing && looking > SLOW) {
    ask(performance.now());
  }
}

/** Has the advice for what is wrong tried out, in slices of time that leave the frames alone. */
async function advise() {
  const kindsNow = () => app.words.findings.map(({ kind }) => kind).join();
  if (advising || !app.words || app.words.ok || (app.advice?.done && app.advice.kinds === kindsNow())) {
    return;
  }
  advising = true;
  let answer;
  do {
    const kinds = kindsNow();
    answer = await asked('advise', { kinds, milliseconds: app.playing ? ADVICE_PLAYING : ADVICE_AT_REST });
    const isNew = answer && (answer.done || answer.advice.length !== app.advice?.advice.length);
    app.advice = answer ? { ...answer, kinds } : app.advice;
    if (isNew) {
      happened('words');
    }
    await new Promise((resolve) => { setTimeout(resolve, app.playing ? 300 : 0); });
  } while (answer && !answer.done && !app.words.ok);
  advising = false;
}

/** One step, or as many as are said. */
export function step(steps = 1) {
  app.calls = false;
  return app.playing || look({ steps, words: 1 }).then(advise);
}

export function reset() {
  app.calls = app.opened.lesson === 'first';
  return open(setups.text(app.setup), { undo: app.undo });
}

on('play', 'click', () => setPlaying(!app.playing));
on('step', 'click', () => step());
on('reset', 'click', reset);
when('mode', () => {
  document.body.classList.toggle('playing', app.playing);
  $('play').setAttribute('aria-label', app.playing ? 'Pause' : 'Play');
  $('play').title = app.playing ? 'Pause (Space)' : 'Play (Space)';
  $('step').disabled = app.playing;
});
when('opened', () => {
  lastWords = 0;
  advise();
});
when('look', () => {
  $('play').disabled = app.look.state !== 'ready';
  $('step').disabled = app.playing || app.look.state !== 'ready';
  document.body.classList.toggle('atrest', app.look.steps === 0 && !app.playing && app.opened.lesson === 'first');
});
