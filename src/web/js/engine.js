// SPDX-License-Identifier: Apache-2.0
// The only way to the library that trains: text in, text out. Without Java it runs in a worker of this page.

const worker = new Worker('worker.js');
const waiting = new Map();
let count = 0;

worker.onmessage = ({ data: [number, answer] }) => {
  waiting.get(number)(answer);
  waiting.delete(number);
};
worker.onerror = () => {
  const error = 'The playground can\'t run here: this browser is too old for it.';
  waiting.forEach((answered) => answered(JSON.stringify({ error, ended: true })));
  waiting.clear();
};
document.getElementById('end').hidden = true;

/** Sends a request, and returns the answer; an error that the library reports is an answer, too. */
export function call(request) {
  return new Promise((answered) => {
    waiting.set(++count, answered);
    worker.postMessage([count, request]);
  });
}

/** There is no server to stop. */
export async function end() {
  return '{}';
}
