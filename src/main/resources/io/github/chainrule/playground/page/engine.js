// SPDX-License-Identifier: Apache-2.0
// The one way to the library that trains: text in, text out. With Java it is a request to its server.

const token = document.querySelector('meta[name="token"]').content;
const page = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');

/** Sends a request, and returns the answer; an error that the library reports is an answer, too. */
export const call = async (request) => send(`/api/${page}`, request);

/** Ends the library, where it can be ended. */
export const end = async () => send('/end', '');

async function send(path, body) {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'X-Chainrule-Token': token }, body });
    return await response.text();
  } catch {
    return '{"error":"The playground has ended. Start it again, and reload this page.","ended":true}';
  }
}
