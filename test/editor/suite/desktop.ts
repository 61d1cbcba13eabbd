import './mocha-setup.js';
import './checking.js';
import './commands.js';
import './settings.js';
import './lifecycle.js';
import './duplicates.js';
import './reading.js';

export { run } from './run.js';
