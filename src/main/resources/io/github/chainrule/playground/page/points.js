// SPDX-License-Identifier: Apache-2.0
// Points of one's own: set and taken away with clicks, or brought along in a file.

import { ask } from './server.js';
import { parse } from './setup.js';
import { nearest } from './surface.js';

const tools = document.getElementById('tools');
const DIGITS = 4;

/** What a click into the plane does: 'choose', 'remove', or the number of a class. */
export function tool() {
  return tools.value;
}

/** Offers a tool for each class. */
export function offer({ classes }) {
  const chosen = tools.value;
  tools.replaceChildren(new Option('chooses an example', 'choose'),
    ...classes.map((name, c) => new Option(`sets a point of ${name}`, c)), new Option('takes a point away', 'remove'));
  tools.value = [...tools.options].some((option) => option.value === chosen) ? chosen : 'choose';
}

function rounded(value) {
  return +value.toPrecision(DIGITS);
}

/** All points that are shown, as a set-up of one's own. */
export function own(setup, opened) {
  const points = [opened.training, opened.test].flatMap((part) => (part
    ? part.x.map((x, i) => [rounded(x), rounded(part.y[i]), part.c[i]]) : []));
  return withPoints(setup, opened, points);
}

function withPoints(setup, { features, classes }, points) {
  const encode = (names) => names.map(encodeURIComponent).join(',');
  return new Map(setup).set('data', 'own').set('own', points.map((point) => point.join(',')).join(';'))
    .set('features', encode(features)).set('classes', encode(classes)).set('test', setup.get('test') ?? '0');
}

/** The set-up with one more point of a class at a place of the plane, or without the one that is nearest to it. */
export function changed(setup, opened, [x, y], what) {
  const before = setup.get('data') === 'own' ? setup : own(setup, opened);
  const points = before.get('own').split(';').filter(Boolean).map((point) => point.split(','));
  if (what === 'remove') {
    const all = { x: points.map((p) => +p[0]), y: points.map((p) => +p[1]) };
    points.splice(nearest({ range: opened.range, training: all }, [x, y]), 1);
  } else {
    points.push([rounded(x), rounded(y), what]);
  }
  return withPoints(before, opened, points);
}

/** The set-up with the points of a file. */
export async function fromFile(setup, file) {
  const { setup: settings } = await ask('csv', {}, await file.text());
  const changed = new Map(setup).set('data', 'own').set('scale', 'true').set('test', setup.get('test') ?? '0');
  return new Map([...changed, ...parse(settings)]);
}
