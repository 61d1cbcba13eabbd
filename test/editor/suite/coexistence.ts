import './mocha-setup.js';
import './beside.js';

export { run } from './run.js';
