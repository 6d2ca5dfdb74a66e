// What the page asks its server: one thing at a time, in the order in which it was asked.

const token = document.querySelector('meta[name="token"]').content;
let queue = Promise.resolve();

/** Asks for something; the promise holds the answer, or fails with what the server said. */
export function ask(what, parameters = {}, body = '') {
  const answer = queue.then(() => send(what, parameters, body));
  queue = answer.catch(() => { });
  return answer;
}

async function send(what, parameters, body) {
  let response;
  try {
    response = await fetch(`/api/${what}?${new URLSearchParams(parameters)}`,
      { method: 'POST', headers: { 'X-Chainrule-Token': token }, body });
  } catch {
    throw new Error('The playground has ended. Start it again, and load this page anew.');
  }
  const answer = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(answer.error), { status: response.status });
  }
  return answer;
}
