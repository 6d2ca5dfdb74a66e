// SPDX-License-Identifier: Apache-2.0
// A set-up's text, as it stands in the address, and as a map.

const TRUTH_TABLES = ['xor', 'and', 'or'];

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

/** The set-up with changes: an object of texts. */
export function withChanges(setup, changes) {
  return new Map([...setup, ...Object.entries(changes)]);
}

export function hidden(setup) {
  return (setup.get('hidden') ?? '').split(',').filter(Boolean).map(Number);
}

export function isTruthTable(setup) {
  return TRUTH_TABLES.includes(setup.get('data'));
}

/** Which settings differ between two set-ups. */
export function differences(before, after) {
  return [...after.keys()].filter((key) => before.get(key) !== after.get(key));
}
