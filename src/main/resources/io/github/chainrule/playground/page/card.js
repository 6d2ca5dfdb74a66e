// SPDX-License-Identifier: Apache-2.0
// The lesson's card, the path of lessons, and which goals were reached on this device.

import { $, button, el, kept, on, svg, write } from './dom.js';
import { app } from './state.js';
import { currentLesson, nextLesson, open, openLesson } from './lesson.js';
import { count } from './words.js';
import * as setups from './setup.js';

const KEY = 'chainrule-reached';

/** What this visit has reached: all that is known where the browser keeps nothing for the page. */
const visit = new Set();

/** The lessons whose goals were reached, now with one more if there is one. */
export function reached(...more) {
  [...more, ...(kept(KEY) ?? '').match(/[a-z-]+/g) ?? []].forEach((id) => visit.add(id));
  kept(KEY, JSON.stringify([...visit]));
  return visit;
}

const path = () => app.lessons.filter(({ number }) => number > 0);

function chain(lesson) {
  const done = reached();
  const lessons = path();
  const width = 272 / lessons.length;
  return svg('svg', { class: 'chain', viewBox: '0 0 272 20', preserveAspectRatio: 'xMinYMid', role: 'img', 'aria-label':
    `${lessons.length} lessons; ${lessons.filter(({ id }) => done.has(id)).length} reached` },
  lessons.map(({ id }, i) => svg('rect', { class: id === lesson?.id ? 'now' : done.has(id) ? 'done' : '',
    x: 2 + i * (width - 0.6), y: 4, width: width + 4, height: 12, rx: 6 })));
}

function goalBox({ goal }) {
  const { now, part, reached: won, step } = app.look.goal;
  const tick = svg('svg', { viewBox: '0 0 12 12' }, svg('path', { d: 'M2 6.5l2.8 2.8L10.2 3' }));
  return el('div', { class: `goal${won ? ' won' : ''}` }, el('span', { class: 'ring' }, won && tick),
    el('span', {}, el('b', {}, won ? 'Reached' : 'Goal:'), `${won ? ` within ${count(step)} steps:` : ''} ${goal}`),
    !won && el('small', { class: 'num', id: 'goal-now' }, `now ${now}`),
    !won && el('span', { class: 'meter' }, el('i', { id: 'goal-part', style: { width: `${100 * part}%` } })));
}

/** Each frame: how far it is; the card itself stands still. */
export function updateGoal() {
  if ($('goal-now') && app.look.goal) {
    write($('goal-now'), `now ${app.look.goal.now}`);
    $('goal-part').style.width = `${100 * app.look.goal.part}%`;
  }
}

function ownCard() {
  return el('div', { class: 'lesson' }, el('div', { class: 'eyebrow' }, 'Without a lesson'), chain(null),
    el('h2', {}, 'A setup of your own'), el('div', { class: 'say' }, el('p', {}, 'Change data, network and '
      + 'settings as you like. With data of your own, a click sets a point. The browser’s address is a link to it.')),
    el('div', { class: 'row' }, el('span'), button('Lessons ›', showPath, { class: 'next' })));
}

/** To where the course's chapter is read. */
function chapterLink({ chapter }) {
  const href = document.querySelector('meta[name="course"]').content.replace('{chapter}', chapter);
  return chapter ? el('a', { href, target: '_blank', rel: 'noreferrer' },
    `Chapter: ${chapter.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/ (?!Adam)[A-Z](?=[a-z])/g, (c) => c.toLowerCase())
      .replace(/xor|mnist/i, (c) => c.toUpperCase())}`) : el('span');
}

export function lessonCard() {
  const lesson = currentLesson();
  if (!lesson) {
    return ownCard();
  }
  const number = path().length;
  const next = nextLesson();
  const own = setups.text(app.setup) !== lesson.setup && !app.undo && hasChanges(lesson);
  const done = path().filter(({ id }) => reached().has(id)).length;
  return el('div', { class: 'lesson' }, el('div', { class: 'eyebrow' },
    el('span', {}, lesson.number ? `Lesson ${lesson.number} of ${number}` : 'Before lesson 1'),
    el('span', {}, lesson.number > 0 && `${done} reached`)), chain(lesson),
  el('h2', { onclick: (event) => event.target.parentElement.classList.toggle('open') }, lesson.title),
  el('div', { class: 'say' }, el('p', {}, lesson.text),
    lesson.hint && el('details', {}, el('summary', {}, 'A hint'), el('p', {}, lesson.hint))),
  own && el('p', { class: 'changed' }, 'Settings were changed. ', button('Put them back', () => open(lesson.setup))),
  app.look.goal && goalBox(lesson), el('div', { class: 'row' }, chapterLink(lesson),
    next && button(`Lesson ${next.number}${app.look.goal?.reached ? `: ${next.title}` : ''} ›`, () => openLesson(next),
      { class: 'next', title: next.title })));
}

/** Whether settings differ from those that the lesson names. */
function hasChanges(lesson) {
  return [...setups.parse(lesson.setup)].some(([key, value]) => app.setup.has(key) && app.setup.get(key) !== value);
}

/** All lessons; each can be opened at any time. */
function showPath() {
  const done = reached();
  const now = currentLesson();
  const entry = (lesson) => el('li', {}, button([el('span', {}, String(lesson.number || '▸')), lesson.title,
    el('em', {}, lesson === now ? 'here' : done.has(lesson.id) ? 'reached' : '')], () => {
    $('path').close();
    openLesson(lesson);
  }, { class: lesson === now ? 'now' : done.has(lesson.id) ? 'done' : '' }));
  $('path').querySelector('ol').replaceChildren(...app.lessons.map(entry));
  $('path').showModal();
}

on('lessons', 'click', showPath);
