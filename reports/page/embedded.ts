import type { FuzzResults } from '../../harness/model/fuzz-results.ts';
import { parseBaseline } from '../../harness/baselines/format.ts';
import type { EvidenceRecord } from '../../harness/model/results.ts';
import type { RecordedBaseline } from '../../harness/baselines/recorded.ts';
import type { PageData } from '../page-data.ts';
import type { Recorded } from './versions.ts';

/** The results that the page carries. */
export async function readResults(): Promise<PageData> {
  return (await unpack('results')) as PageData;
}

/** What a fuzzing run found, when there was one before the report. */
export async function readFuzz(): Promise<FuzzResults | null> {
  return (await unpack('fuzz')) as FuzzResults | null;
}

let recorded: Promise<readonly Recorded[]> | undefined;

/** The baselines of all browsers and versions; unpacked when first asked for. @throws CorruptBaseline */
export function readRecorded(): Promise<readonly Recorded[]> {
  recorded ??= unpackRecorded();
  return recorded;
}

async function unpackRecorded(): Promise<readonly Recorded[]> {
  const names = (await unpack('recorded')) as readonly Pick<RecordedBaseline, 'key' | 'profile'>[];
  return Promise.all(
    names.map(async ({ key, profile }, place) => {
      const text = (await unpack(`recorded-${String(place)}`)) as string;
      return { key, profile, baseline: parseBaseline(text, `${key} (${profile})`) };
    }),
  );
}

const evidence = new Map<string, Promise<Record<string, EvidenceRecord>>>();

/** The evidence of one check (its place in the results) in one browser (its column), by key; unpacked when first asked for. */
export function readEvidence(column: number, check: number): Promise<Record<string, EvidenceRecord>> {
  const id = `evidence-${String(column)}-${String(check)}`;
  const known = evidence.get(id) ?? unpack(id).then((value) => value as Record<string, EvidenceRecord>);
  evidence.set(id, known);
  return known;
}

/** The JSON in the element `id`: base64 of gzip. @throws Error when the file was cut short. */
async function unpack(id: string): Promise<unknown> {
  const text = document.getElementById(id)?.textContent;
  if (text === undefined) throw new Error(`this report carries no «${id}»`);
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text()) as unknown;
}
