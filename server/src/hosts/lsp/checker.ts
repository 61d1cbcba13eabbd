// What the server loads once `initialize` is answered, from a program file of its own: starting reads none of it.

export { createShellcheck } from '../tools/shellcheck.js';
export { createYamlThread } from '../yaml/thread.js';
export { run } from './running.js';
