export const percentile = (latencies: readonly number[], part: number): number =>
  latencies.toSorted((a, b) => a - b)[Math.floor((latencies.length - 1) * part)] ?? Number.NaN;

export const target = (figure: string, wanted: string, met: boolean): string =>
  `${figure.padEnd(50)}  target ${wanted.padEnd(14)} ${met ? 'met' : 'MISSED'}`;
