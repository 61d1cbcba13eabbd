import './mocha-setup.js';
import './checking.js';

export { run } from './run.js';
