import { observationText, type Observation } from '../../model/observation.ts';
import { permittedChoices, type Text } from './choices.ts';
import { CookieJarModel } from './jar.ts';

/**
 * Every distinct answer that a document permits, over the choices it leaves to user agents; the usual one first. It is
 * what an expectation takes: `expectation(clause, ...permittedAnswers('rfc10025', (jar) => …))`.
 * @param ask sets and reads cookies in a new jar.
 */
export function permittedAnswers(text: Text, ask: (jar: CookieJarModel) => Observation): readonly [Observation, ...Observation[]] {
  const [usual, ...others] = permittedChoices[text];
  const first = ask(new CookieJarModel(usual));
  const answers = new Map([first, ...others.map((choices) => ask(new CookieJarModel(choices)))].map((one) => [observationText(one), one]));
  answers.delete(observationText(first));
  return [first, ...answers.values()];
}
