// SPDX-License-Identifier: Apache-2.0
// The margin when something is opened: a weight, a neuron, an example, or a stop of a slow step.

import { $, button, closer, el, latest, math } from './dom.js';
import { app, layers, weightOf } from './state.js';
import { a, formula, mi, mo, sub } from './formulas.js';
import { forwardRows, lossRow, weightRows } from './chainrule.js';
import { allPoints, classMark } from './marks.js';
import { isRegression } from './colors.js';
import { functionName, neuronName, short, weightName } from './words.js';
import { close, openSlow, openWeight } from './opened.js';
import { guessButton, guessing, isGuessing } from './guess.js';
import { setWeight } from './lesson.js';
import { move, run, stopRows, stops } from './slow.js';

const REACH = 4;
const send = latest(setWeight);

const top = (title) => el('div', { class: 'top' }, el('h2', {}, title), closer(close));

const examples = () => (app.opened.training.n === 1 ? 'the only example' : `all ${app.opened.training.n} examples`);

const said = () => app.numbers.says.map(short).join(', ');

function theTarget() {
  const t = app.numbers.target.length > 1 ? app.numbers.target.indexOf(1) : app.numbers.target[0];
  return isRegression() ? [` target ${short(t)}`]
    : [' ', classMark(t), ' ', math('math', mi('t')), ` = ${app.opened.classes[t] ?? t}`];
}

function editor({ k, i, j }) {
  const value = weightOf(app.look.parameters, k, i, j);
  const reach = Math.max(REACH, Math.ceil(Math.abs(value) * 1.5));
  const set = ({ target }) => {
    field.value = range.value = target.value;
    send({ k, i, j }, target.value);
  };
  const range = el('input', { type: 'range', min: -reach, max: reach, step: 0.01, value, 'aria-label': 'its value',
    oninput: set });
  const field = el('input', { class: 'field', type: 'number', step: 0.1, value: Number(value.toFixed(4)),
    'aria-label': 'its value, in digits', onchange: set });
  return el('div', { class: 'edit' }, field, range);
}

/** The editor follows the network, but not under the visitor's hands. */
function refresh({ k, i, j }) {
  const edit = $('margin').querySelector('.edit');
  if (edit && !edit.contains(document.activeElement)) {
    const value = weightOf(app.look.parameters, k, i, j);
    edit.firstChild.value = Number(value.toFixed(4));
    edit.lastChild.value = value;
  }
}

/** The part that is built once for what is opened, and the part that follows the numbers. */
export function panelHead() {
  const { open } = app;
  return open.kind === 'weight' ? [top(weightName(app.opened, open)), editor(open)]
    : open.kind === 'neuron' ? [top(neuronTitle(open))] : [];
}

export function panelBody() {
  const { open } = app;
  return open.kind === 'neuron' ? neuronBody(open) : !app.numbers ? [] : open.kind === 'weight' ? weightBody(open)
    : open.kind === 'example' ? exampleBody() : slowBody();
}

function weightBody(open) {
  refresh(open);
  const { dz, a: values } = app.numbers;
  const { k, i, j } = open;
  const gradient = dz[k][j] * (i === null ? 1 : values[k][i]);
  const why = i !== null && values[k][i] === 0 ? 'Its input is 0' : 'Nothing comes back to it';
  const effect = gradient === 0 ? `${why}: for this example it does not matter.`
    : ['Raise it a little, and the loss ', el('b', {}, gradient > 0 ? 'rises.' : 'falls.')];
  const rate = Number(app.setup.get('rate'));
  const over = short(weightOf(app.look.gradients, k, i, j));
  const example = ['For the ringed example:', theTarget(), `; the network says ${said()}. `];
  if (isGuessing()) {
    return [el('p', {}, example), guessing(gradient), guessButton()];
  }
  return [guessing(gradient), el('p', {}, example, effect), weightRows(open),
    el('p', { class: 'mini' }, `A plain step with rate ${rate} moves it by ${short(-rate * gradient)}. Over `
      + `${examples()} its gradient is ${over}. Click another point for its numbers.`), guessButton()];
}

function neuronTitle({ k, j }) {
  const name = neuronName(app.opened, k, j);
  return k === app.opened.sizes.length - 1 ? name.replace('o', 'O') : `Neuron ${name}`;
}

function neuronBody({ k, j }) {
  const { opened, look } = app;
  const inputs = opened.sizes[k - 1];
  const all = [...Array(inputs).keys(), null];
  const weights = all.map((i) => weightOf(look.parameters, k - 1, i, j));
  const most = Math.max(1e-9, ...weights.map(Math.abs));
  const hidden = k < opened.sizes.length - 1;
  const bar = (w) => el('span', { class: 'wbar' }, el('i', { class: w < 0 ? 'neg' : '',
    style: { width: `${Math.abs(w) / most * 100}%` } }));
  const nameOf = (i) => (i === null ? 'bias' : neuronName(opened, k - 1, i));
  const rows = all.map((i, at) => button([el('span', {}, nameOf(i)), bar(weights[at]),
    el('b', {}, short(weights[at])), el('em', {}, short(weightOf(look.gradients, k - 1, i, j)))],
  () => openWeight(k - 1, i, j), { class: 'wrow' }));
  const name = functionName(opened.functions[k - 1]);
  const terms = all.slice(0, Math.min(2, inputs)).flatMap((i) => [sub('w', i + 1), a(k - 1, i), mo('+')]);
  const more = inputs > 2 ? [mo('…'), mo('+')] : [];
  return [el('p', {}, formula(a(k, j), mo('='), mi(name), mo('('), ...terms, ...more, mi('b'), mo(')'))),
    el('p', {}, hidden ? 'It stands large in the plane’s place. On the line drawn there its sum is 0: change a weight, '
      + 'and the line turns.' : 'Its answer is the color of the plane.'),
    el('div', { class: 'wrow hd' }, el('span', {}, 'from'), el('i'), el('b', {}, 'weight'), el('em', {}, 'gradient')),
    rows, el('p', { class: 'mini' }, `Click a row for its chain rule. Gradients are of the loss over ${examples()}.`)];
}

function exampleBody() {
  const { x, y } = allPoints()[app.example];
  const { loss, target } = app.numbers;
  const hidden = layers() > 1 ? forwardRows(1).filter((_, at) => at % 2 === 1) : [];
  return [top(`Example ${app.example + 1}`), el('p', {}, `At (${short(x)}, ${short(y)}),`, theTarget(),
    '. The picture shows its numbers.'), hidden, forwardRows(layers(), target.indexOf(1) + 1 || 1).slice(-2), lossRow(),
  el('p', { class: 'mini' }, `Its loss is ${short(loss)}; over ${examples()} it is ${short(app.look.score.loss)}.`),
  el('div', { class: 'stepper' }, button('⇄ One step with it, slowly', () => openSlow(), { class: 'main' }))];
}

function slowBody() {
  const all = stops();
  const { stop, made } = app.open;
  const last = stop === all.length - 1;
  return [top(all[stop].title), el('p', { class: 'quiet num' }, `One step, slowly: stop ${stop + 1} of ${all.length}`),
    el('div', { class: 'stepper' }, button('‹', () => move(-1), { title: 'the stop before', disabled: stop === 0 }),
      button(made ? 'Next example' : last ? 'Make this step' : 'Next stop ›', () => move(1), { class: 'main' }),
      !last && button('Run', run, {})),
    el('p', {}, all[stop].text), stopRows()];
}
