import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { createLog } from '../../../src/log.js';
import { openRemoteEncoder } from '../../../src/remote/inference/open-remote-encoder.js';
import { ScriptedServer, TOY_MODEL } from '../../support/inference-server/scripted-server.js';

describe('opening the encoder of INFERENCE_URL', () => {
  let server: ScriptedServer;
  let modelDir: string;
  beforeEach(async () => {
    server = await ScriptedServer.start();
    modelDir = mkdtempSync(join(tmpdir(), 'model-'));
    for (const file of ['tokenizer.json', 'tokenizer_config.json'])
      cpSync(`intents/base/${file}`, join(modelDir, file));
  });
  afterEach(async () => {
    await server.stop();
    rmSync(modelDir, { recursive: true });
  });
  const open = (manifest: object) => {
    writeFileSync(join(modelDir, 'manifest.json'), JSON.stringify(manifest));
    return openRemoteEncoder({
      url: server.url,
      model: TOY_MODEL,
      timeoutMs: 5_000,
      modelDir,
      local: () => Promise.reject(new Error('not wanted')),
      log: createLog('silent'),
    });
  };
  const labels = ['one', 'two', 'three'];

  it('asks the server for vectors as wide as those of the model folder', async () => {
    const encoder = await open({ encoder: { dimensions: 4 }, labels });
    const [vector] = await encoder.encode(['Where is my order?']);
    expect(vector).toHaveLength(4);
    await encoder.stop();
    await expect(open({ encoder: { dimensions: 384 }, labels })).rejects.toMatchObject({
      details: ['toy: sentence_vector has shape [-1,4], expected [-1,384]'],
    });
  });

  it('asks for the scores of the fine-tuned layers where the model folder has such', async () => {
    await expect(open({ encoder: { dimensions: 4 }, labels, tuning: {} })).rejects.toMatchObject({
      code: 'INFERENCE_MODEL_INVALID',
      details: ['toy: tuned_scores is missing', 'toy: votes is missing', 'toy: nearness is missing'],
    });
  });

  it('says which file of the model folder cannot be read', async () => {
    await expect(open({})).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      details: [expect.stringContaining('manifest.json')],
    });
  });
});

describe('the settings of an inference server', () => {
  it('are off by default', () => {
    expect(readConfig({})).toMatchObject({
      inferenceUrl: undefined,
      inferenceModel: 'concierge-intents',
      inferenceTimeoutMs: 2_000,
    });
  });

  it('take a plain address', () => {
    const environment = { INFERENCE_URL: 'https://triton.internal:8000/serving', INFERENCE_TIMEOUT_MS: '300' };
    expect(readConfig(environment)).toMatchObject({
      inferenceUrl: 'https://triton.internal:8000/serving',
      inferenceTimeoutMs: 300,
    });
  });

  it.each(['triton:8000', 'ftp://triton', 'file:///etc/passwd', 'http://user:secret@triton', 'http://triton/?q=1'])(
    'refuse %s',
    (url) => {
      expect(() => readConfig({ INFERENCE_URL: url })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    },
  );
});
