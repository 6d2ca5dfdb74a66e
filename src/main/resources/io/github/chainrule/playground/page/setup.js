// SPDX-License-Identifier: Apache-2.0
// The settings: as text in the address, and in the form.

const form = document.getElementById('settings');
const truthTables = ['xor', 'and', 'or'];

/** The text as a map; a value stays as it is written there. */
export function parse(text) {
  return new Map(text.split('&').filter(Boolean).map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  }));
}

export function text(setup) {
  return [...setup].map(([key, value]) => `${key}=${value}`).join('&');
}

/** What somebody has changed in the form, with all else as it was. */
export function fromForm(setup) {
  const changed = new Map(setup);
  for (const field of form.elements) {
    if (field.name && field.value !== '') {
      changed.set(field.name, field.value);
    }
  }
  return changed;
}

/** Shows a set-up, and only those settings that it uses. */
export function show(setup) {
  for (const field of form.elements) {
    if (field.name && setup.has(field.name)) {
      offer(field, setup.get(field.name));
      field.value = setup.get(field.name);
    }
  }
  const data = setup.get('data');
  for (const label of form.querySelectorAll('[data-for]')) {
    label.hidden = truthTables.includes(data) || (label.dataset.for === 'made' && data === 'own');
  }
}

/** A value that came with a link need not be among those that can be chosen. */
function offer(field, value) {
  if (field.tagName === 'SELECT' && ![...field.options].some((option) => option.value === value)) {
    field.add(new Option(value, value));
  }
}

export function hidden(setup) {
  return setup.get('hidden').split(',').filter(Boolean).map(Number);
}

export function withHidden(setup, sizes) {
  return new Map(setup).set('hidden', sizes.join(','));
}

export function onChange(listener) {
  form.addEventListener('change', listener);
  form.addEventListener('submit', (event) => event.preventDefault());
}
