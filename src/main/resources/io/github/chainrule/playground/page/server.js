// SPDX-License-Identifier: Apache-2.0
// What the page asks its server: one thing at a time, in the order in which it was asked.

const token = document.querySelector('meta[name="token"]').content;
let queue = Promise.resolve();

/** Asks for something; the promise holds the answer, or fails with what the server said. */
export function ask(what, parameters = {}, body = '') {
  return inTurn(async () => (await send(what, parameters, body)).json());
}

/** Asks for something that isn't JSON. */
export function fetchFile(what, parameters) {
  return inTurn(async () => (await send(what, parameters, '')).blob());
}

function inTurn(work) {
  const answer = queue.then(work);
  queue = answer.catch(() => { });
  return answer;
}

async function send(what, parameters, body) {
  let response;
  try {
    response = await fetch(`/api/${what}?${new URLSearchParams(parameters)}`,
      { method: 'POST', headers: { 'X-Chainrule-Token': token }, body });
  } catch {
    throw new Error('The playground has ended. Start it again, and reload this page.');
  }
  if (!response.ok) {
    throw Object.assign(new Error((await response.json()).error), { status: response.status });
  }
  return response;
}
