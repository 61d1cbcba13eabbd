// What typing costs, as an editor sees it: from the edit until the answer that shows its effect.
import { editsOf } from './samples.mjs';

const editCount = 200;
const warmUp = 100;

/** Ways to learn of an edit's effect: each sends the edit, and resolves with what the server then says. */
export const questions = {
  pull: ({ connection }, uri, _position, edit) => {
    edit();
    return connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  },
  push: (server, _uri, _position, edit) => {
    const pushed = server.nextPush();
    edit();
    return pushed;
  },
  completion: ({ connection }, uri, position, edit) => {
    edit();
    return connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  },
  hover: ({ connection }, uri, position, edit) => {
    edit();
    return connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  },
};

/**
 * Types single characters into a document, 200 of them after some to warm up, each of which is taken out again.
 * @param echo a server that is asked after each edit in turn, and answers the same as the first without any work.
 * @returns the times of both in milliseconds.
 */
export async function type(server, echo, uri, text, question, languageId = 'dockerfile') {
  const open = { textDocument: { uri, languageId, version: 1, text } };
  await question(server, uri, { line: 0, character: 0 }, sender(server, 'didOpen', open));
  if (echo) await question(echo, uri, { line: 0, character: 0 }, sender(echo, 'didOpen', open));
  let version = 1;
  const times = [];
  const echoTimes = [];
  for (const [i, edit] of [...editsOf(5, text, warmUp), ...editsOf(11, text, editCount)].entries()) {
    const start = positionAt(text, edit.at);
    const end = { line: start.line, character: start.character + edit.text.length };
    const typed = change(uri, ++version, start, start, edit.text);
    const taken = change(uri, ++version, start, end, '');
    const started = performance.now();
    const answer = await question(server, uri, end, sender(server, 'didChange', typed));
    if (i >= warmUp) times.push(performance.now() - started);
    await question(server, uri, start, sender(server, 'didChange', taken));
    if (!echo) continue;
    await echo.connection.sendRequest('bench/answer', { answer });
    const echoStarted = performance.now();
    await question(echo, uri, end, sender(echo, 'didChange', typed));
    if (i >= warmUp) echoTimes.push(performance.now() - echoStarted);
  }
  return { times, echoTimes };
}

function sender({ connection }, method, params) {
  return () => void connection.sendNotification(`textDocument/${method}`, params);
}

function change(uri, version, start, end, text) {
  return { textDocument: { uri, version }, contentChanges: [{ range: { start, end }, text }] };
}

function positionAt(text, offset) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}
