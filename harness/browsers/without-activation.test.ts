import { describe, expect, it } from 'vitest';
import { DriverError } from './port.ts';
import { withoutActivation, withoutActivationRequest } from './without-activation.ts';

describe('withoutActivationRequest', () => {
  it('turns the request down and keeps the rest', () => {
    expect(withoutActivationRequest({ id: 1, method: 'script.evaluate', params: { expression: '1 + 1', userActivation: true } })).toEqual({
      id: 1,
      method: 'script.evaluate',
      params: { expression: '1 + 1', userActivation: false },
    });
  });

  it('leaves every other message as it is', () => {
    const message = { id: 2, method: 'browsingContext.navigate', params: { url: 'https://www.a-1.test/' } };
    expect(withoutActivationRequest(message)).toBe(message);
    expect(withoutActivationRequest({ id: 3 })).toEqual({ id: 3 });
  });
});

describe('withoutActivation', () => {
  it('wraps the transport behind a context', () => {
    const sent: unknown[] = [];
    const transport = { send: (message: unknown) => void sent.push(message) };
    withoutActivation({ _connection: { toImpl: () => ({ _browser: { _connection: { _transport: transport } } }) } });
    transport.send({ id: 1, params: { userActivation: true } });
    expect(sent).toEqual([{ id: 1, params: { userActivation: false } }]);
  });

  it('fails rather than leave the activation in when the inside has changed', () => {
    expect(() => {
      withoutActivation({});
    }).toThrow(DriverError);
  });
});
