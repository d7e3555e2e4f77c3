import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { encodeInferRequest, type InferRequest } from '../../../src/remote/inference/infer-request.js';
import { decodeInferResponse, mostBytes } from '../../../src/remote/inference/infer-response.js';

const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;

describe('a request for inference', () => {
  it('says in bytes what it says in JSON, padded and masked', () => {
    const rows = fc.array(fc.array(fc.nat(4_000_000_000), { minLength: 1, maxLength: 20 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(rows, fc.nat(5), (rows, padding) => {
        const width = Math.max(...rows.map((ids) => ids.length)) + padding;
        const request = { id: '7', rows, width, inputs: INPUTS, outputs: ['sentence_vector'] };
        const json = JSON.parse(encodeInferRequest({ ...request, encoding: 'json' }).body.toString());
        const pad = (ids: number[]) => [...ids, ...Array(width - ids.length).fill(0)];
        expect(json.inputs.map(({ data }: { data: number[] }) => data)).toEqual([
          rows.flatMap(pad),
          rows.flatMap((ids) => pad(ids.map(() => 1))),
          rows.flatMap((ids) => pad(ids.map(() => 0))),
        ]);
        expect(readBytes({ ...request, encoding: 'binary' })).toEqual(json.inputs);
      }),
    );
  });
});

/** The inputs as a server reads them from the bytes behind the JSON. */
function readBytes(request: InferRequest): unknown[] {
  const { headers, body } = encodeInferRequest(request);
  let offset = Number(headers['inference-header-content-length']);
  const header = JSON.parse(body.subarray(0, offset).toString());
  const inputs = header.inputs.map(({ parameters, ...input }: { parameters: { binary_data_size: number } }) => {
    const data = Array.from({ length: parameters.binary_data_size / 8 }, (_, at) =>
      Number(body.readBigInt64LE(offset + at * 8)),
    );
    offset += parameters.binary_data_size;
    return { ...input, data };
  });
  expect(offset).toBe(body.length);
  return inputs;
}

const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 6 });
const awaited = {
  id: '7',
  model: 'm',
  tensors: [
    { name: 'b', shape: [2, 2] },
    { name: 'a', shape: [2, 1] },
  ],
};

function answerInBytes(numbers: number[]): { headers: Record<string, string>; body: Buffer } {
  const [small, large] = [Float32Array.from(numbers.slice(0, 2)), Float32Array.from(numbers.slice(2))];
  const outputs = [
    { name: 'a', datatype: 'FP32', shape: [2, 1], parameters: { binary_data_size: 8 } },
    { name: 'b', datatype: 'FP32', shape: [2, 2], parameters: { binary_data_size: 16 } },
  ];
  const json = Buffer.from(JSON.stringify({ model_name: 'm', id: '7', outputs }));
  return {
    headers: { 'inference-header-content-length': String(json.length) },
    body: Buffer.concat([json, Buffer.from(small.buffer), Buffer.from(large.buffer)]),
  };
}

describe('an answer', () => {
  it('is read the same from bytes, from flat JSON and from nested JSON, in the order that was asked for', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const [a, b, c, d, e, f] = numbers;
        const expected = [Float32Array.of(c!, d!, e!, f!), Float32Array.of(a!, b!)];
        const inJson = (data: unknown[][]) => {
          const outputs = awaited.tensors.map((tensor, at) => ({ ...tensor, datatype: 'FP32', data: data[at] }));
          return { headers: {}, body: Buffer.from(JSON.stringify({ model_name: 'm', outputs })) };
        };
        const plain = (list: Float32Array[]) => list.map((tensor) => [...tensor].map((value) => value + 0));
        const bytes = decodeInferResponse(answerInBytes(numbers), awaited);
        expect(plain(bytes)).toEqual(plain(expected));
        expect(
          plain(
            decodeInferResponse(
              inJson([
                [c, d, e, f],
                [a, b],
              ]),
              awaited,
            ),
          ),
        ).toEqual(plain(expected));
        expect(
          plain(
            decodeInferResponse(
              inJson([
                [
                  [c, d],
                  [e, f],
                ],
                [[a], [b]],
              ]),
              awaited,
            ),
          ),
        ).toEqual(plain(expected));
      }),
    );
  });

  it('that was damaged anywhere is refused, or still holds the numbers it must', () => {
    const damage = fc.record({ at: fc.nat(400), byte: fc.integer({ min: 0, max: 255 }), cut: fc.nat(40) });
    fc.assert(
      fc.property(values, damage, (numbers, { at, byte, cut }) => {
        const { headers, body } = answerInBytes(numbers);
        body[at % body.length] = byte;
        const damaged = { headers, body: body.subarray(0, body.length - cut) };
        try {
          const tensors = decodeInferResponse(damaged, awaited);
          expect(tensors.map(({ length }) => length)).toEqual([4, 2]);
          expect(tensors.every((tensor) => tensor.every(Number.isFinite))).toBe(true);
        } catch (error) {
          expect(error instanceof AppError && error.code).toBe('ENCODER_UNAVAILABLE');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is never longer than what is let in', () => {
    const json = JSON.stringify(
      Array.from({ length: 6 }, () => -1.1754943508222875e-38),
      undefined,
      1,
    );
    expect(mostBytes(awaited.tensors, 'json')).toBeGreaterThan(json.length + 1_000);
    expect(mostBytes(awaited.tensors, 'binary')).toBeGreaterThan(answerInBytes([1, 2, 3, 4, 5, 6]).body.length);
  });
});
