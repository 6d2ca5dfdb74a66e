// SPDX-License-Identifier: Apache-2.0
// The keyboard, the presenter's mode, and how dialogs are closed.

import { $, clamp, closer, el, on, pointed } from './dom.js';
import { app, happened, when } from './state.js';
import { reset, setPlaying, step } from './clock.js';
import { nextLesson, openLesson } from './lesson.js';
import { toggleGuessing } from './guess.js';
import { close, openSlow } from './opened.js';
import { swap } from './bent.js';
import { move, stopRunning } from './slow.js';

const IDLE = 3000;
let idle = 0;

function present() {
  app.presenter = !app.presenter;
  document.body.classList.toggle('presenter', app.presenter);
  app.open = null;
  happened('open');
  happened('mode');
}

function slowly() {
  setPlaying(false);
  openSlow();
}

function escape() {
  stopRunning();
  if (app.open) {
    close();
  } else if (app.presenter) {
    present();
  }
}

const isSlow = () => app.open?.kind === 'slow';

const KEYS = { ' ': () => setPlaying(!app.playing), ArrowRight: () => isSlow() ? move(1) : step(),
  ArrowLeft: () => isSlow() && move(-1), s: slowly, g: toggleGuessing, r: reset,
  n: () => nextLesson() && openLesson(nextLesson()), h: swap, p: present, Escape: escape,
  '?': () => $('keyboard').showModal() };

function pressed(event) {
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const inField = event.target.matches?.('input, select, textarea') && event.key !== 'Escape';
  const onButton = event.key === ' ' && event.target.closest?.('button, summary') && event.target.id !== 'play';
  if (!action || !app.look || inField || onButton || event.ctrlKey || event.metaKey || event.altKey
    || document.querySelector('dialog[open]')) {
    return;
  }
  event.preventDefault();
  action();
}

/** Before an audience the controls go after a while without a pointer. */
function wake() {
  clearTimeout(idle);
  document.body.classList.remove('idle');
  idle = setTimeout(() => document.body.classList.toggle('idle', app.presenter), IDLE);
}

for (const dialog of document.querySelectorAll('dialog')) {
  dialog.prepend(el('div', { class: 'top' }, el('h2', {}, dialog.getAttribute('aria-label')),
    closer(() => dialog.close())));
  dialog.addEventListener('click', (event) => event.target === dialog
    && pointed(event, dialog).some((share) => share !== clamp(share)) && dialog.close());
}
document.addEventListener('keydown', pressed);
document.addEventListener('pointermove', wake);
on('present', 'click', present);
on('slow', 'click', slowly);
on('help', 'click', () => $('keyboard').showModal());
when('mode', wake);
