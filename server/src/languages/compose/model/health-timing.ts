const units: Readonly<Record<string, number>> = {
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  ns: 1e-9,
};

/** A duration in seconds; undefined for what is none. */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 40 || !/^(?:\d+(?:\.\d*)?(?:ns|us|ms|[smhdw]))+$/.test(text))
    return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d*)?)(ns|us|ms|[smhdw])/g))
    total += Number(number) * (units[unit ?? ''] ?? 0);
  return total;
}
