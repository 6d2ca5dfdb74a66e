// SPDX-License-Identifier: Apache-2.0
// What stands around the plane: headings, legend, scores, steps, the seal, and the key at the foot.

import { $, el, isPhone, times, write } from './dom.js';
import { app, largeNeuron, weightOf, when } from './state.js';
import { isRegression, paint, theme } from './colors.js';
import { classMark } from './marks.js';
import { functionName, inputName, count, neuronName, short } from './words.js';
import { currentLesson } from './lesson.js';
import { stamp } from './margin.js';

const WORDED = 2;
let shown = '';
let shownScores = '';

/** A neuron's formula with its numbers. */
function formulaOf({ k, j }) {
  const { opened, look } = app;
  const n = opened.sizes[k - 1];
  const terms = times(Math.min(WORDED, n), (i) => {
    const w = weightOf(look.parameters, k - 1, i, j);
    return `${w < 0 ? '− ' : i ? '+ ' : ''}${short(Math.abs(w))} ${neuronName(opened, k - 1, i)}`;
  });
  const bias = weightOf(look.parameters, k - 1, null, j);
  return `${functionName(opened.functions[k - 1])}( ${terms.join(' ')}${n > WORDED ? ' + …' : ''} `
    + `${bias < 0 ? '−' : '+'} ${short(Math.abs(bias))} )`;
}

function headings() {
  const large = largeNeuron();
  const layer = app.opened.sizes.length - 2;
  const hidden = large && large.k <= layer;
  write($('output-title'), app.swapped ? `As layer ${layer} sees it` : !hidden ? 'Output' : large.k > 0
    ? `Neuron ${neuronName(app.opened, large.k, large.j)}` : `Input ${inputName(app.opened.inputs[large.j])}`);
  write($('output-says'), app.swapped ? 'the plane’s grid, bent by the layers before the output' : !hidden
    ? 'what it would answer at each place' : large.k > 0 ? formulaOf(large) : 'light is large');
}

const ramp = (colors) => paint(el('canvas'), colors.length, colors, [...colors.keys()]);

function legend() {
  const { classes, test, values } = app.opened;
  const marks = isRegression() ? [el('i', {}, `${short(values[0])} to ${short(values[1])}`)]
    : classes.map((name, c) => el('i', {}, classMark(c), name));
  $('legend').replaceChildren(...marks, ...(test.n > 0 ? [el('i', {}, classMark(null, 12, true), 'test')] : []));
}

function key() {
  const last = app.opened.functions.slice(0, -1);
  const [low, high] = last.includes('sigmoid') ? ['0', '1'] : last.includes('tanh') ? ['−1', '1'] : ['low', 'high'];
  const [from, to] = app.opened.values;
  const part = (...children) => el('span', {}, ...children);
  const answers = app.opened.classes.length > 2 ? ['unsure', app.opened.classes.map((_, c) => ramp(theme.tints[c % 4])),
    'sure'] : [short(from), ramp(theme.planeRamp), `${isRegression() ? short(to) : to} answer`];
  $('key').replaceChildren(part(el('i'), 'positive weight'), part(el('i', { class: 'neg' }), 'negative'),
    part(el('b', {}, '■'), 'bias'), part(low, ramp(theme.inkRamp), `${high} neuron`),
    part(...answers),
    el('span', { class: 'forward' }, 'forward ▸'), el('span', { class: 'backward' }, '◂ backward'));
}

function scoreOf({ right, of, rms }, before) {
  return isRegression() ? [`${before}off by `, el('b', {}, short(rms))]
    : [before, el('b', {}, String(right)), before ? ` of ${of}` : ` of ${of} right`];
}

function scores() {
  const { score, testScore, outOfRange, steps } = app.look;
  const now = JSON.stringify([score, testScore, outOfRange]);
  if (now !== shownScores) {
    shownScores = now;
    $('scores').replaceChildren(...(outOfRange ? [el('em', { title: outOfRange }, 'out of range'), ' '] : []),
      ...scoreOf(score, ''), ...(testScore ? scoreOf(testScore, ' · test ') : []));
  }
  write($('steps'), count(steps));
  const inEpoch = Math.ceil(score.of / Number(app.setup.get('batch')));
  write($('epochs'), isPhone() || inEpoch === 1 ? (steps === 1 ? 'step' : 'steps')
    : `steps · epoch ${count(Math.floor(steps / inEpoch))}`);
}

/** The seal survives a slip of a few points, but not a network that was spoiled. */
const isProved = () => app.look.goal?.reached && app.look.goal.part > 0.9;

function veilAndSeal() {
  const box = $('planebox');
  box.querySelectorAll('.veil, .seal').forEach((old) => old.remove());
  if (app.look.state === 'failed') {
    const text = `the last picture with numbers, step ${count(app.look.steps)}`;
    box.append(el('div', { class: 'veil' }, el('span', {}, text)));
  } else if (isProved()) {
    box.append(el('div', { class: `seal${stamp.fresh ? ' fresh' : ''}` }, 'q.e.d. ∎'));
    stamp.fresh = false;
  }
}

function headline() {
  const lesson = currentLesson();
  const [first, second] = app.presenter && lesson ? [lesson.title, `Goal: ${lesson.goal}`]
    : ['Watch it learn.', app.calls ? 'Press play; then open any number: a line, a square, a point.'
      : 'Open any number.'];
  $('headline').replaceChildren(`${first} `, el('span', {}, second));
}

when('opened theme', () => {
  legend();
  key();
});
when('look hover open layout', () => app.look && headings());
when('opened mode open', () => app.look && headline());
when('look', () => {
  scores();
  const now = [app.look.state, app.look.goal?.reached, isProved(), app.opened.lesson].join();
  if (shown !== now) {
    shown = now;
    document.body.classList.toggle('won', app.look.goal?.reached === true);
    veilAndSeal();
  }
});
