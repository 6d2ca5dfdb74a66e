// SPDX-License-Identifier: Apache-2.0
// A setup's text, as it stands in the address, and as a map.

const TRUTH_TABLES = ['xor', 'and', 'or'];

/** The text as a map; a value stays as it is written there. */
export function parse(text) {
  return new Map(text.split('&').filter(Boolean).map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  }));
}

export const text = (setup) => [...setup].map(([key, value]) => `${key}=${value}`).join('&');

/** The setup with changes: an object of texts; null takes a setting away. */
export const withChanges = (setup, changes) => new Map(Object.entries({ ...Object.fromEntries(setup), ...changes })
  .filter(([, value]) => value !== null));

export const hidden = (setup) => (setup.get('hidden') ?? '').split(',').filter(Boolean).map(Number);

export const isTruthTable = (setup) => TRUTH_TABLES.includes(setup.get('data'));

/** Which settings differ between two setups. */
export const differences = (before, after) => [...after.keys()].filter((key) => before.get(key) !== after.get(key));
