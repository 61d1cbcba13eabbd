// JavaScript in place of the two native modules that VS Code's server cannot start without. They offer what the editor
// calls, as the modules' own type declarations list it (@vscode/spdlog 0.15, @vscode/native-watchdog 1.4).

/** Writes log lines to a file as they come. The files of a throw-away editor never grow so large as to be rotated. */
export const spdlog = `'use strict';
const fs = require('node:fs');
const path = require('node:path');

const LogLevel = { Trace: 0, Debug: 1, Info: 2, Warning: 3, Error: 4, Critical: 5, Off: 6 };
const labels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let initialLevel = LogLevel.Info;

class Logger {
  constructor(type, name, file) {
    this.level = initialLevel;
    this.plain = false;
    this.file = undefined;
    if (type !== 'stdout_async' && file) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      this.file = fs.openSync(file, 'a');
    }
  }
  write(level, message) {
    if (level < this.level || this.file === undefined) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
    const line = this.plain ? String(message) : time + ' [' + labels[level] + '] ' + message + '\\n';
    try {
      fs.writeSync(this.file, line);
    } catch {
      // A log that cannot be written must not end the editor.
    }
  }
  trace(message) { this.write(LogLevel.Trace, message); }
  debug(message) { this.write(LogLevel.Debug, message); }
  info(message) { this.write(LogLevel.Info, message); }
  warn(message) { this.write(LogLevel.Warning, message); }
  error(message) { this.write(LogLevel.Error, message); }
  critical(message) { this.write(LogLevel.Critical, message); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {
    if (this.file === undefined) return;
    fs.closeSync(this.file);
    this.file = undefined;
  }
}

// Named one by one: the editor imports this as an ES module, and Node finds only such names.
exports.version = 11500;
exports.LogLevel = LogLevel;
exports.Logger = Logger;
exports.setLevel = (level) => { initialLevel = level; };
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file, size, count) => new Logger('rotating', name, file, size, count);
exports.createAsyncRotatingLogger = async (name, file, size, count) => new Logger('rotating_async', name, file, size, count);
`;

/** Ends a process whose parent is gone, as the native one does: exit code 87, within seconds. */
export const nativeWatchdog = `'use strict';
let watching = false;

exports.start = (parent) => {
  if (watching) return;
  watching = true;
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch (error) {
      if (error.code === 'ESRCH') process.exit(87);
    }
  }, 2000).unref();
};
exports.exit = (code) => process.exit(code);
`;
