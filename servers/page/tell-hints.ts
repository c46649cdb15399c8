import { report } from './report.ts';

/** True when this browser says that it acts on a hint of that name: a link relation, or speculation rules. */
function knows(name: string): boolean {
  if (name === 'rules') return 'supports' in HTMLScriptElement && HTMLScriptElement.supports('speculationrules');
  return document.createElement('link').relList.supports(name);
}

/** Reports which hints the browser knows. */
export async function tellHints({ names, reportAs }: { names: string[]; reportAs: string }): Promise<void> {
  await report(reportAs, { known: names.filter(knows) });
}
