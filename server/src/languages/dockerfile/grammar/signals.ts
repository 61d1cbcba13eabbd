export interface SignalHelp {
  /** Without `SIG`. */
  readonly name: string;
  readonly summary: string;
}

/** Signals that the builder knows by name on Linux. */
export const signals: readonly SignalHelp[] = [
  { name: 'ABRT', summary: 'abort, with a core dump' },
  { name: 'ALRM', summary: 'a timer has run out' },
  { name: 'BUS', summary: 'bad memory access' },
  { name: 'CHLD', summary: 'a child has stopped or ended' },
  { name: 'CLD', summary: 'another name of SIGCHLD' },
  { name: 'CONT', summary: 'go on after a stop' },
  { name: 'FPE', summary: 'bad arithmetic' },
  { name: 'HUP', summary: 'the terminal is gone; for many servers: read the configuration again' },
  { name: 'ILL', summary: 'bad machine instruction' },
  { name: 'INT', summary: 'interrupt, as Ctrl+C sends it' },
  { name: 'IO', summary: 'input or output is possible' },
  { name: 'IOT', summary: 'another name of SIGABRT' },
  { name: 'KILL', summary: 'end at once; cannot be handled' },
  { name: 'PIPE', summary: 'a pipe that nothing reads' },
  { name: 'POLL', summary: 'another name of SIGIO' },
  { name: 'PROF', summary: 'a profiling timer has run out' },
  { name: 'PWR', summary: 'power failure; stops systemd' },
  { name: 'QUIT', summary: 'quit; nginx and others finish open requests first' },
  { name: 'RTMIN', summary: 'first real-time signal; also RTMIN+1 to RTMIN+15' },
  { name: 'RTMAX', summary: 'last real-time signal; also RTMAX-1 to RTMAX-14' },
  { name: 'SEGV', summary: 'memory that is not there' },
  { name: 'STKFLT', summary: 'stack fault; not used' },
  { name: 'STOP', summary: 'stop; cannot be handled' },
  { name: 'SYS', summary: 'bad system call' },
  { name: 'TERM', summary: 'end; the default' },
  { name: 'TRAP', summary: 'breakpoint' },
  { name: 'TSTP', summary: 'stop, as Ctrl+Z sends it' },
  { name: 'TTIN', summary: 'read from the terminal in the background' },
  { name: 'TTOU', summary: 'write to the terminal in the background' },
  { name: 'URG', summary: 'urgent data on a socket' },
  { name: 'USR1', summary: 'for the program to define' },
  { name: 'USR2', summary: 'for the program to define' },
  { name: 'VTALRM', summary: 'a timer of the program has run out' },
  { name: 'WINCH', summary: 'the terminal has changed its size; Apache ends gracefully' },
  { name: 'XCPU', summary: 'too much processor time' },
  { name: 'XFSZ', summary: 'too large a file' },
];

export const signalNames: readonly string[] = signals.map((signal) => signal.name);

const names: ReadonlySet<string> = new Set(signalNames);

/** Whether the builder takes it for STOPSIGNAL: a number but 0, or a name in any case, with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d{1,18}$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return names.has(name) || /^RTMIN\+(?:[1-9]|1[0-5])$/.test(name) || /^RTMAX-(?:[1-9]|1[0-4])$/.test(name);
}
