// SPDX-License-Identifier: Apache-2.0
// Predict first: before a weight's gradient opens, its sign and size may be guessed. Off until it is asked for.

import { button, el } from './dom.js';
import { app, happened } from './state.js';
import { short } from './words.js';

const SIGNS = [['falls', -1], ['stays', 0], ['rises', 1]];
const SIZES = [['less than 0.01', 0, 0.01], ['0.01 to 0.1', 0.01, 0.1], ['0.1 to 1', 0.1, 1], ['more', 1, Infinity]];
let wanted = false;
/** The guess for what is open now: {open, sign, told}. */
let guess = {};

/** Whether the numbers wait for a guess. */
export const isGuessing = () => wanted && app.open?.kind === 'weight' && !(guess.open === app.open && guess.told);

/** Turns guessing on and off. */
export function toggleGuessing() {
  wanted = !wanted;
  guess = {};
  happened('open');
}

export const guessButton = () => button(wanted ? 'Stop asking me first (G)' : 'Let me guess first (G)', toggleGuessing);

function choose(choice) {
  guess = { ...choice, open: app.open };
  happened('open');
}

function tell(gradient, sign, [, low, high]) {
  const isSign = Math.sign(gradient) === sign;
  const isSize = sign === 0 || (Math.abs(gradient) >= low && Math.abs(gradient) < high);
  choose({ sign, told: `${isSign && isSize ? 'Right.' : isSign ? 'The direction is right.' : 'Not this time.'} ${
    gradient === 0 ? 'The loss does not change.' : `The loss ${SIGNS[Math.sign(gradient) + 1][0]} by `
    + `${short(Math.abs(gradient))} for every 1 added to the weight.`}` });
}

/** The questions, one after the other; then what was right. */
export function guessing(gradient) {
  if (!isGuessing()) {
    return guess.open === app.open && el('p', { class: 'told' }, guess.told);
  }
  const { sign } = guess.open === app.open ? guess : {};
  const answer = (choice) => (sign === undefined && choice[1] ? choose({ sign: choice[1] })
    : tell(gradient, sign ?? 0, choice));
  return [el('p', {}, el('b', {}, sign === undefined ? 'Raise it a little: what does the loss do?'
    : `It ${SIGNS[sign + 1][0]}. How fast, for every 1 added to the weight?`)), el('div', { class: 'stepper' },
  (sign === undefined ? SIGNS : SIZES).map((choice) => button(choice[0], () => answer(choice), {})))];
}
