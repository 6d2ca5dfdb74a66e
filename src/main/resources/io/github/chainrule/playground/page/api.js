// SPDX-License-Identifier: Apache-2.0
// The library's answers, unpacked. One request at a time, in the order in which they were made.

import { call } from './engine.js';
import { bytes, floats } from './dom.js';

let queue = Promise.resolve();

/** Asks for something; fails with what the library says against it. */
export function ask(what, parameters = {}) {
  const values = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  const request = JSON.stringify({ do: what, ...Object.fromEntries(values.map(([k, v]) => [k, String(v)])) });
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
  if (answer.training) {
    answer.training = points(answer.training);
    answer.test = points(answer.test);
  }
  if (answer.plane) {
    answer.plane.output = answer.plane.output.map(bytes);
  }
  answer.neurons?.forEach((layer) => { layer.planes = bytes(layer.planes); });
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
  if (answer.shown) {
    answer.shown = bytes(answer.shown);
  }
  return answer;
}

const points = (part) => numbers(part, ['x', 'y', 't']);

function numbers(object, names) {
  names.filter((name) => typeof object[name] === 'string').forEach((name) => { object[name] = floats(object[name]); });
  return object;
}
