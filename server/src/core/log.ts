/** Where the core tells of what went wrong inside it. Each host gives its own; a line never holds a file's contents. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** A rule threw: told once per rule, with its name. */
  ruleFailed(rule: string, path: string, error: unknown): void;
}

export const silentLog: Log = { info() {}, warn() {}, ruleFailed() {} };

/** A log that tells of each failing rule once and passes all else on. */
export function logTo(write: (level: 'info' | 'warn' | 'error', message: string) => void): Log {
  const told = new Set<string>();
  return {
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    ruleFailed(rule, path, error) {
      if (told.has(rule)) return;
      told.add(rule);
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      write('error', `rule ${rule} failed in ${path} and was left out there: ${reason}`);
    },
  };
}
