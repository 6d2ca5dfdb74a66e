// SPDX-License-Identifier: Apache-2.0
// The margin holds all words: the lesson and what is wrong with it, or what is opened. One place, never two.

import { $, button, el, isPhone } from './dom.js';
import { app, when } from './state.js';
import { currentLesson, takeAdvice, undoAdvice } from './lesson.js';
import { lessonCard, reached, updateGoal } from './card.js';
import { panelBody, panelHead } from './panel.js';

let shownOpen = null;
let wasReached = false;
/** When the goal was reached: the seal is stamped once. */
export const stamp = { fresh: false };

const paragraph = (text) => el('p', {}, text);

const said = (title, ...children) => el('div', { class: 'diag' }, el('h3', {}, title), ...children);

const undone = () => said(`Advice taken: ${app.undo.label}`, el('p', { class: 'quiet' }, app.look.goal?.reached
  ? 'That was it.' : app.playing || app.look.steps > 0 ? 'See where it ends.' : 'Press play.'),
el('div', { class: 'row' }, button('Undo', undoAdvice, { class: 'next' })));

function adviceButtons() {
  const { advice, done } = app.advice ?? { advice: [], done: false };
  const helpful = advice.filter(({ helps }) => helps);
  return [helpful.length > 0 && el('div', { class: 'advice' }, helpful.map((one) =>
    button([el('span', {}, one.label), el('small', {}, one.ends)], () => takeAdvice(one), {}))),
  el('p', { class: 'checked', 'aria-live': 'polite' }, done ? advice.filter(({ helps }) => !helps)
    .map(({ label, ends }) => el('span', {}, `${label}: ${ends}`, el('br'))) : 'Trying out what helps …')];
}

function wrong() {
  const [first, ...others] = app.words.findings;
  const box = el('div', { class: 'diag bad', role: 'status', onclick: (event) => event.target.closest('button')
    || box.classList.toggle('open') }, el('h3', {}, first.title), paragraph(first.text),
  app.look.outOfRange && paragraph(app.look.outOfRange),
  others.map((other) => el('details', {}, el('summary', {}, other.title), paragraph(other.text))), adviceButtons());
  return box;
}

const tryThis = () => said('Then try', el('ol', { class: 'try' },
  ['Point at a square: it opens large, in the plane’s place.', 'Click a line: the chain rule, with its numbers.',
    'Press ⇄: one step of back-propagation, slowly.'].map((text) => el('li', {}, text))));

function fine() {
  const { headline, notes } = app.words;
  return said(headline, app.calls ? el('p', { class: 'quiet' }, 'If learning goes wrong, this place says why, and what '
    + 'to do.') : notes.length > 0 && el('details', { class: 'checked' }, el('summary', {}, 'What was checked'),
    el('ul', {}, notes.map((note) => el('li', {}, note)))));
}

function diagnosis() {
  const first = app.opened.lesson === 'first' && tryThis();
  return !app.words.ok ? [wrong(), app.undo && undone(), first] : [app.undo && undone(), first, fine()];
}

function lessonLine() {
  const lesson = currentLesson();
  return el('div', { class: 'eyebrow' }, lesson ? `${lesson.number ? `Lesson ${lesson.number}` : 'Before lesson 1'}: `
    + lesson.title : 'A setup of your own');
}

/** Writes the margin; what is being edited in it isn't built again. */
function drawMargin() {
  const margin = $('margin');
  const editing = app.open !== null && app.open === shownOpen && margin.querySelector('.body');
  if (editing) {
    margin.querySelector('.body').replaceChildren(...panelBody().flat().filter(Boolean));
  } else if (app.open) {
    const body = el('div', { class: 'body' }, panelBody());
    margin.replaceChildren(lessonLine(), el('div', { class: 'panel' }, panelHead(), body));
    margin.scrollTop = 0;
  } else {
    const openCard = margin.querySelector('.lesson.open');
    const unfolded = margin.dataset.lesson === app.opened.lesson
      ? [...margin.querySelectorAll('details[open] summary')].map((summary) => summary.textContent) : [];
    margin.replaceChildren(lessonCard(), ...diagnosis().filter(Boolean));
    margin.querySelectorAll('details').forEach((fold) => {
      fold.open = unfolded.includes(fold.firstElementChild.textContent);
    });
    margin.querySelector('.lesson').classList.toggle('open', Boolean(openCard));
  }
  margin.dataset.lesson = app.opened.lesson;
  margin.classList.toggle('sheet', app.open !== null && isPhone());
  shownOpen = app.open;
}

/** Whether a row of the margin is about the line or neuron that is pointed at, or contains it. */
const isAbout = (row, lit) => (row === null ? false : row.neuron || lit.neuron ? row.neuron === lit.neuron
  : row.k === lit.k && ['i', 'j'].every((end) => [row[end], undefined].includes(lit[end]) || row[end] === undefined));

/** The goal is looked at in each frame; when it is reached, the card is another one. */
function watchGoal() {
  const won = app.look.goal?.reached === true;
  updateGoal();
  if (won !== wasReached) {
    wasReached = won;
    stamp.fresh = won;
    if (won) {
      reached(app.opened.lesson);
    }
    if (!app.open) {
      drawMargin();
    }
  }
}

when('look', watchGoal);
when('opened', () => document.body.classList.remove('settings-open'));
when('opened words open mode', () => {
  if (app.look) {
    document.body.classList.toggle('hasbad', !app.words.ok);
    if (!app.open || shownOpen !== app.open || app.numbers) {
      drawMargin();
    }
  }
});
when('look', () => app.open?.kind === 'neuron' && shownOpen === app.open && drawMargin());
when('lit', () => document.querySelectorAll('.eq[data-lit]').forEach((row) =>
  row.classList.toggle('lit', app.lit !== null && isAbout(JSON.parse(row.dataset.lit), app.lit))));
