/** What a cell's arrivals and page report amount to: a small plain value, written in a baseline as it stands. */
export type Observation = string | Readonly<Record<string, string | number | boolean | null>>;

/** One line of text for an observation: a string as it stands, anything else as JSON with sorted keys. */
export function observationText(observation: Observation): string {
  if (typeof observation === 'string') return observation;
  return JSON.stringify(Object.fromEntries(Object.entries(observation).sort(([left], [right]) => (left < right ? -1 : 1))));
}
