// SPDX-License-Identifier: Apache-2.0
// The library's answers, unpacked. One request at a time, in the order in which they were made.

import { call } from './engine.js';
import { bytes, floats } from './dom.js';

let queue = Promise.resolve();

/** Asks for something; fails with what the library says against it. */
export function ask(what, parameters = {}) {
  const values = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  const request = new URLSearchParams([['do', what], ...values]).toString();
  const answer = queue.then(async () => {
    const result = JSON.parse(await call(request));
    if (result.error) {
      throw Object.assign(new Error(result.error), { closed: result.closed === true, ended: result.ended === true });
    }
    return unpacked(result.shown ? { ...result, shownOf: parameters.show } : result);
  });
  queue = answer.catch(() => { });
  return answer;
}

/** Replaces the texts that are numbers in truth. */
function unpacked(answer) {
  if (answer.sizes) {
    numbers(answer, ['x', 'y', 't']);
    answer.training = points(answer, 0, answer.n);
    answer.test = points(answer, answer.n, answer.x.length);
  }
  [answer.plane, answer.shown, ...answer.neurons ?? []].filter(Boolean).forEach(unpackPictures);
  if (answer.gradients) {
    answer.says = floats(answer.says);
    answer.parameters = answer.parameters.map(floats);
    answer.gradients = answer.gradients.map(floats);
    answer.curve = numbers(answer.curve, ['step', 'low', 'high']);
    answer.testCurve = numbers(answer.testCurve, ['step', 'low', 'high', 'loss']);
  }
  if (answer.hidden) {
    answer.hidden = numbers(answer.hidden, ['examples', 'net']);
  }
  return answer;
}

/** Pictures of a layer's neurons, one under the other, each as wide as it is high. */
function unpackPictures(layer) {
  layer.planes = bytes(layer.planes);
  layer.size = Math.sqrt(layer.planes.length / layer.low.length);
}

const points = ({ x, y, t }, from, to) => ({ n: to - from, x: x.subarray(from, to), y: y.subarray(from, to),
  t: t.subarray(from, to) });

function numbers(object, names) {
  names.filter((name) => typeof object[name] === 'string').forEach((name) => { object[name] = floats(object[name]); });
  return object;
}
