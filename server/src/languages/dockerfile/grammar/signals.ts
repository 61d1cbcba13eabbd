/** Signals that the builder knows, without `SIG`, as Linux numbers them. */
export const signals: readonly string[] = [
  'ABRT',
  'ALRM',
  'BUS',
  'CHLD',
  'CLD',
  'CONT',
  'FPE',
  'HUP',
  'ILL',
  'INT',
  'IO',
  'IOT',
  'KILL',
  'PIPE',
  'POLL',
  'PROF',
  'PWR',
  'QUIT',
  'SEGV',
  'STKFLT',
  'STOP',
  'SYS',
  'TERM',
  'TRAP',
  'TSTP',
  'TTIN',
  'TTOU',
  'URG',
  'USR1',
  'USR2',
  'VTALRM',
  'WINCH',
  'XCPU',
  'XFSZ',
];

const names: ReadonlySet<string> = new Set(signals);

/** Whether the builder takes it for STOPSIGNAL: a number but 0, or a name in any case, with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d{1,18}$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return names.has(name) || /^RTMIN(?:\+(?:[1-9]|1[0-5]))?$/.test(name) || /^RTMAX(?:-(?:[1-9]|1[0-4]))?$/.test(name);
}
