import { describe, expect, it } from 'vitest';
import { checkNode, diagnoseMachine } from '../../../src/learning/doctor/diagnose-machine.js';

describe('the doctor for the rest', () => {
  it.each([
    ['v20.19.0', 'ok'],
    ['v20.20.2', 'ok'],
    ['v24.1.0', 'ok'],
    ['v20.18.3', 'missing'],
    ['v18.20.0', 'missing'],
  ])('takes Node %s for %s', (version, kind) => {
    expect(checkNode(version).kind).toBe(kind);
  });

  it('takes the shipped model for whole, and a folder without one for missing, with what to do', async () => {
    const probeEntry = 'test/fixtures/doctor/only-portable.mjs';
    const options = { nodeVersion: process.version, dataDir: 'none', tensorflowFolder: 'none', probeEntry };
    const checks = await diagnoseMachine({ ...options, modelDir: 'intents/model' });
    expect(checks.map(({ name }) => name)).toEqual(['Node', 'free disk', 'model', 'training']);
    expect(checks[2]).toMatchObject({ kind: 'ok', detail: expect.stringContaining('intents/model') });
    expect(checks[3]).toMatchObject({ kind: 'ok', detail: expect.stringMatching(/wasm.*no native.*setup:tensorflow/) });
    const [, , model] = await diagnoseMachine({ ...options, modelDir: 'intents' });
    expect(model).toMatchObject({ kind: 'missing', remedy: expect.stringContaining('npm run train') });
  });
});
