import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOnnxGraph } from '../../../src/learning/onnx-graph.js';
import { readGraphSignature } from '../../../src/learning/triton/graph-signature.js';
import { tritonConfig } from '../../../src/learning/triton/triton-config.js';
import { writeModelRepository } from '../../../src/learning/triton/write-model-repository.js';
import { tinyBert } from '../../support/tiny-bert.js';
import { parseTextProto, type TextMessage } from './text-proto.js';

const { onnx } = onnxProto;

const shipped = { modelDir: 'intents/model', base: 'intents/base' };

describe('a Triton model repository', () => {
  const out = mkdtempSync(join(tmpdir(), 'triton-'));
  let config: TextMessage;
  let bytes: Buffer;

  beforeAll(async () => {
    const { folder } = await writeModelRepository({ ...shipped, out, name: 'concierge', device: 'gpu' });
    config = parseTextProto(readFileSync(join(folder, 'config.pbtxt'), 'utf8'));
    bytes = readFileSync(join(folder, '1/model.onnx'));
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('names the backend and the folder’s own name', () => {
    expect(text(config, 'name')).toBe('concierge');
    expect(text(config, 'backend')).toBe('onnxruntime');
    expect(text(config, 'default_model_filename')).toBe('model.onnx');
  });

  it('has the graph in half precision, and nothing beside it', () => {
    const types = onnx.ModelProto.decode(bytes).graph?.initializer?.map(({ dataType }) => dataType);
    expect(types).toContain(onnx.TensorProto.DataType.FLOAT16);
    expect(readdirSync(join(out, 'concierge'), { recursive: true }).sort()).toEqual([
      '1',
      '1/model.onnx',
      'config.pbtxt',
    ]);
  });

  it.each(['input', 'output'] as const)('describes every %s as the graph has it, without the batch', (field) => {
    const graph = onnx.ModelProto.decode(bytes).graph;
    const expected = graph?.[field]?.map(({ name, type }) => ({
      name,
      type: { 1: 'TYPE_FP32', 7: 'TYPE_INT64' }[type?.tensorType?.elemType ?? 0],
      dims: type?.tensorType?.shape?.dim
        ?.slice(1)
        .map(({ dimValue, dimParam }) => (dimParam ? '-1' : String(dimValue))),
    }));
    const described = messages(config, field).map((tensor) => ({
      name: text(tensor, 'name'),
      type: words(tensor, 'data_type')[0],
      dims: words(tensor, 'dims'),
    }));
    expect(described).toEqual(expected);
    expect(described.length).toBeGreaterThan(0);
  });

  it('lets the server batch by itself, on the GPU', () => {
    const most = Number(words(config, 'max_batch_size')[0]);
    const [batching] = messages(config, 'dynamic_batching');
    const preferred = words(batching ?? new Map(), 'preferred_batch_size').map(Number);
    expect(preferred.length).toBeGreaterThan(0);
    for (const size of preferred) expect(size).toBeLessThanOrEqual(most);
    expect(words(messages(config, 'instance_group')[0] ?? new Map(), 'kind')).toEqual(['KIND_GPU']);
  });

  it('uses only fields that Triton knows', () => {
    const known = ['name', 'backend', 'default_model_filename', 'max_batch_size', 'input', 'output'];
    expect([...config.keys()].filter((field) => !known.includes(field))).toEqual([
      'dynamic_batching',
      'instance_group',
    ]);
  });

  it('leaves a model of that name alone', async () => {
    const again = writeModelRepository({ ...shipped, out, name: 'concierge', device: 'cpu' });
    await expect(again).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('takes nothing from a damaged model folder', async () => {
    const modelDir = join(out, 'damaged');
    cpSync('intents/model', modelDir, { recursive: true });
    writeFileSync(join(modelDir, 'onnx/model_quantized.onnx'), 'no graph');
    const write = writeModelRepository({ ...shipped, modelDir, out, name: 'other', device: 'gpu' });
    await expect(write).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    expect(existsSync(join(out, 'other'))).toBe(false);
  });

  it('takes the model folder’s own graph for the CPU', async () => {
    const { folder } = await writeModelRepository({ ...shipped, out, name: 'eight-bits', device: 'cpu' });
    const graph = readFileSync(join(folder, '1/model.onnx'));
    expect(graph.equals(readFileSync('intents/model/onnx/model_quantized.onnx'))).toBe(true);
    const text = readFileSync(join(folder, 'config.pbtxt'), 'utf8');
    expect(words(messages(parseTextProto(text), 'instance_group')[0] ?? new Map(), 'kind')).toEqual(['KIND_CPU']);
  });

  it('takes no encoder that the model was not made from', async () => {
    const base = await tinyBert(join(out, 'tiny'), (name) => name);
    const write = writeModelRepository({ ...shipped, base, out, name: 'other', device: 'gpu' });
    await expect(write).rejects.toMatchObject({ code: 'BAD_INPUT', details: [expect.stringContaining('--base')] });
    expect(existsSync(join(out, 'other'))).toBe(false);
  });
});

describe('a Triton configuration', () => {
  const options = { name: 'm', maxBatchSize: 8, preferredSizes: [8], maxDelayMicroseconds: 0, device: 'cpu' } as const;

  it('is refused for a graph without a batch axis, a strange name or a batch beyond the largest', () => {
    const graph = createOnnxGraph('fixed');
    graph.output('table', [3, 4]);
    const fixed = readGraphSignature(graph.encode());
    const none = { inputs: [], outputs: [] };
    expect(() => tritonConfig({ ...options, signature: fixed })).toThrowError(
      expect.objectContaining({ code: 'MODEL_INVALID' }),
    );
    for (const change of [{ name: '../m' }, { name: 'a"b' }, { preferredSizes: [9] }]) {
      expect(() => tritonConfig({ ...options, signature: none, ...change })).toThrowError(
        expect.objectContaining({ code: 'BAD_INPUT' }),
      );
    }
  });

  it('is refused for bytes that are no graph', () => {
    for (const bytes of [Buffer.from('no graph'), Buffer.alloc(0)]) {
      expect(() => readGraphSignature(bytes)).toThrowError(expect.objectContaining({ code: 'MODEL_INVALID' }));
    }
  });
});

function text(message: TextMessage, field: string): string | undefined {
  const value = message.get(field)?.[0];
  return value?.kind === 'text' ? value.text : undefined;
}

function words(message: TextMessage, field: string): string[] {
  return (message.get(field) ?? []).map((value) => (value.kind === 'word' ? value.word : ''));
}

function messages(message: TextMessage, field: string): TextMessage[] {
  return (message.get(field) ?? []).flatMap((value) => (value.kind === 'message' ? [value.message] : []));
}
