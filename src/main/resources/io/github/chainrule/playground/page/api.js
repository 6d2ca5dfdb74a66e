// SPDX-License-Identifier: Apache-2.0
// The library's answers, unpacked. One request at a time, in the order in which they were made.

import { call } from './engine.js';
import { bytes, floats } from './dom.js';

let queue = Promise.resolve();

const FLOATS = ['x', 'y', 't', 'says', 'step', 'low', 'high', 'loss', 'examples', 'net'];

/** Asks for something; fails with what the library says against it. */
export function ask(what, parameters = {}) {
  const values = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  const request = new URLSearchParams([['do', what], ...values]).toString();
  const answer = queue.then(async () => {
    const result = JSON.parse(await call(request), unpacked);
    if (result.error) {
      throw Object.assign(new Error(result.error), { closed: result.closed });
    }
    return result.shown ? { ...result, shownOf: parameters.show } : result;
  });
  queue = answer.catch(() => { });
  return answer;
}

/** Replaces the texts that are numbers in truth. */
function unpacked(key, value) {
  if (typeof value === 'string') {
    return FLOATS.includes(key) ? floats(value) : value;
  }
  if (typeof value?.[0] === 'string' && ['parameters', 'gradients'].includes(key)) {
    return value.map(floats);
  }
  if (value?.planes) {
    // Pictures, one under the other, each as wide as it is high.
    const planes = bytes(value.planes);
    return { ...value, planes, size: Math.sqrt(planes.length / value.low.length) };
  }
  return value?.sizes ? { ...value, training: points(value, 0, value.n), test: points(value, value.n, value.x.length) }
    : value;
}

const points = ({ x, y, t }, from, to) => ({ n: to - from, x: x.subarray(from, to), y: y.subarray(from, to),
  t: t.subarray(from, to) });
