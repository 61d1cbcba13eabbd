import './mocha-setup.js';
import './untrusted.js';

export { run } from './run.js';
