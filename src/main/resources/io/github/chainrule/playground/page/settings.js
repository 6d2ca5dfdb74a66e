// SPDX-License-Identifier: Apache-2.0
// The settings in the bar, and the inputs that can be added.

import { $, el, on } from './dom.js';
import { app, layers, when } from './state.js';
import { isRegression } from './colors.js';
import { edit } from './lesson.js';

const RATES = ['0.0001', '0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1', '3', '10'];
const INPUTS = { x1: 'x₁', x2: 'x₂', x1x1: 'x₁²', x2x2: 'x₂²', x1x2: 'x₁x₂', sinx1: 'sin x₁', sinx2: 'sin x₂' };

/** Each setting: its name in the setup, what it is called, and its choices, [value, text]. */
const SETTINGS = [
  ['pace', 'Pace', [['10', '10 a second'], ['100', '100 a second'], ['1000', '1,000 a second'], ['0', 'fastest']]],
  ['rate', 'Learning rate', RATES],
  ['activation', 'Activation', ['tanh', ['relu', 'ReLU'], ['leaky', 'leaky ReLU'], 'sigmoid', ['none', 'none']]],
  ['initial', 'First weights', ['uniform', ['he', 'He'], ['glorot', 'Glorot'], ['zero', 'all 0']]],
  ['rule', 'Optimizer', [['adam', 'Adam'], ['adamw', 'AdamW'], ['sgd', 'descent'], ['momentum', 'momentum']]],
  ['batch', 'Batch', ['1', '4', '10', '16', '32', '64', '128', ['1000', 'all']]],
  ['decay', 'Decay', [['0', 'none'], '0.0001', '0.001', '0.003', '0.01', '0.03', '0.1']],
  ['penalty', 'Penalty', [['l2', 'L2'], ['l1', 'L1']]],
  ['dropout', 'Dropout', [['0', 'none'], '0.1', '0.2', '0.5']],
  ['goal', 'Loss', [['probability', 'cross-entropy'], ['logits', 'of logits'], ['squares', 'squares']]],
  ['seed', 'Seed', ['0', '1', '2', '3', '4', '5', '42']],
];

/** What a narrow page leaves out. */
const FOLDED = ['penalty', 'dropout', 'goal', 'seed'];

const option = (choice) => new Option(...[choice].flat().reverse());

/** What stands in place of a setting that has nothing to act on. */
const idle = (name) => ['activation', 'dropout'].includes(name) && layers() === 1 ? '– no layers'
  : name === 'goal' && isRegression() ? '– squares' : null;

/** A value that came with a link need not be among those that can be chosen. */
function show() {
  for (const field of $('settings').elements) {
    const value = idle(field.name) ?? app.setup.get(field.name);
    if (field.name === 'pace' || value === undefined) {
      continue;
    }
    const isAll = field.name === 'batch' && Number(value) >= app.opened.training.n;
    const all = isAll ? '1000' : String(Number(value) || value);
    field.querySelector('[value^="– "]')?.remove();
    if (![...field.options].some((choice) => choice.value === all)) {
      const at = [...field.options].find((choice) => Number(choice.value) > Number(all)) ?? null;
      field.add(new Option(all, all), at);
    }
    field.value = all;
    field.parentElement.classList.toggle('was', Boolean(app.undo?.changed?.includes(field.name)));
    field.disabled = all.startsWith('– ');
  }
}

function showInputs() {
  const form = $('more-inputs');
  const chosen = (app.setup.get('inputs') ?? 'x1,x2').split(',');
  form.replaceChildren(...Object.entries(INPUTS).map(([input, name]) => el('label', {},
    el('input', { type: 'checkbox', name: input, checked: chosen.includes(input) }), ` ${name}`)));
}

$('settings').append(...SETTINGS.map(([name, title, choices]) => el('label', {
  class: FOLDED.includes(name) ? 'set x' : 'set' }, el('span', {}, title),
el('select', { name }, choices.map(option)))));
$('settings').elements.pace.value = '100';
on('settings', 'submit', (event) => event.preventDefault());
on('settings', 'change', ({ target }) => target.name !== 'pace' && edit({ [target.name]: target.value }).then(show));
on('more-inputs', 'change', () => {
  const chosen = [...$('more-inputs').elements].filter((field) => field.checked).map((field) => field.name);
  edit({ inputs: chosen.length ? chosen.join(',') : 'x1' }).then(showInputs);
});
document.addEventListener('click', ({ target }) => {
  $('more-inputs').hidden = !target.closest('#more-inputs')
    && !(target.id === 'add-input' && $('more-inputs').hidden);
  $('add-input').setAttribute('aria-expanded', String(!$('more-inputs').hidden));
});
on('phone-settings', 'click', () => document.body.classList.toggle('settings-open'));
when('opened', () => {
  show();
  showInputs();
});
