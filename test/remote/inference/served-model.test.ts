import { describe, expect, it } from 'vitest';
import { readServedModel } from '../../../src/remote/inference/served-model.js';

const wanted = { name: 'm', dimensions: 384, classes: undefined };
const ids = (name: string) => ({ name, datatype: 'INT64', shape: [-1, -1] });
const vector = { name: 'sentence_vector', datatype: 'FP32', shape: [-1, 384] };
const states = { name: 'last_hidden_state', datatype: 'FP32', shape: [-1, -1, 384] };
const scores = { name: 'tuned_scores', datatype: 'FP32', shape: [-1, 7] };
const votes = { name: 'votes', datatype: 'FP32', shape: [-1, 7] };
const nearness = { name: 'nearness', datatype: 'FP32', shape: [-1, 2] };
const inputs = [ids('input_ids'), ids('attention_mask'), ids('token_type_ids')];
const metadata = { name: 'm', versions: ['1'], platform: 'onnxruntime_onnx', inputs, outputs: [vector] };

describe('the model of a server', () => {
  it.each([
    ['vectors', metadata, { gives: 'vector', classes: undefined }],
    ['hidden states', { ...metadata, outputs: [states] }, { gives: 'states' }],
    ['vectors rather than hidden states', { ...metadata, outputs: [states, vector] }, { gives: 'vector' }],
    ['fine-tuned layers', { ...metadata, outputs: [vector, scores, votes, nearness] }, { classes: 7 }],
    ['no token types', { ...metadata, inputs: inputs.slice(0, 2) }, { inputs: ['input_ids', 'attention_mask'] }],
  ])('may have %s', (_what, given, expected) => {
    expect(readServedModel(given, wanted)).toMatchObject({ name: 'm', dimensions: 384, ...expected });
  });

  it.each([
    ['another name', { ...metadata, name: 'n' }, ['m: is called n']],
    ['no outputs', { ...metadata, outputs: [] }, ['m: last_hidden_state is missing']],
    ['no mask', { ...metadata, inputs: [ids('input_ids')] }, ['m: attention_mask is missing']],
    [
      'another input',
      { ...metadata, inputs: [...inputs, ids('position_ids')] },
      ['m: takes position_ids, which is not known here'],
    ],
    [
      'narrower ids',
      { ...metadata, inputs: [{ ...ids('input_ids'), datatype: 'INT32' }, ...inputs.slice(1)] },
      ['m: input_ids is INT32, expected INT64'],
    ],
    [
      'a fixed length',
      { ...metadata, inputs: [{ ...ids('input_ids'), shape: [-1, 64] }, ...inputs.slice(1)] },
      ['m: input_ids has shape [-1,64], expected [-1,-1]'],
    ],
    [
      'another width and type',
      { ...metadata, outputs: [{ ...vector, datatype: 'FP16', shape: [-1, 768] }] },
      ['m: sentence_vector is FP16, expected FP32', 'm: sentence_vector has shape [-1,768], expected [-1,384]'],
    ],
    ['scores alone', { ...metadata, outputs: [vector, scores] }, ['m: votes is missing', 'm: nearness is missing']],
  ])('may not have %s', (_what, given, details) => {
    expect(() => readServedModel(given, wanted)).toThrow(
      expect.objectContaining({ code: 'INFERENCE_MODEL_INVALID', details }),
    );
  });

  it('must have as many classes as the local one', () => {
    const given = { ...metadata, outputs: [vector, scores, votes, nearness] };
    expect(() => readServedModel(given, { ...wanted, classes: 9 })).toThrow(
      expect.objectContaining({
        details: ['m: tuned_scores has shape [-1,7], expected [-1,9]', 'm: votes has shape [-1,7], expected [-1,9]'],
      }),
    );
    expect(() => readServedModel(metadata, { ...wanted, classes: 9 })).toThrow(
      expect.objectContaining({
        details: ['m: tuned_scores is missing', 'm: votes is missing', 'm: nearness is missing'],
      }),
    );
  });

  it.each([[null], ['model'], [{}], [{ name: 'm', inputs: 'all', outputs: [] }]])('is no %j', (given) => {
    expect(() => readServedModel(given, wanted)).toThrow(expect.objectContaining({ code: 'INFERENCE_MODEL_INVALID' }));
  });
});
