import type { InputName } from './served-model.js';

export type InferRequest = {
  id: string;
  /** Token ids of each text, none longer than `width`. */
  rows: readonly (readonly number[])[];
  /** To which all are padded. */
  width: number;
  inputs: readonly InputName[];
  outputs: readonly string[];
  encoding: Encoding;
};

/** `binary`: tensors as bytes behind the JSON, where the server knows the protocol's binary extension. */
export type Encoding = 'json' | 'binary';

export const HEADER_LENGTH = 'inference-header-content-length';

const VALUE_BYTES = 8;

/** Body and headers of POST v2/models/{model}/infer. Padding has the mask 0. */
export function encodeInferRequest(request: InferRequest): { headers: Record<string, string | number>; body: Buffer } {
  return request.encoding === 'binary' ? encodeBinary(request) : encodeJson(request);
}

function encodeJson({ id, rows, width, inputs, outputs }: InferRequest) {
  const content = {
    id,
    inputs: inputs.map((name) => ({
      name,
      datatype: 'INT64',
      shape: [rows.length, width],
      data: rows.flatMap((ids) => Array.from({ length: width }, (_, at) => valueAt(name, ids, at))),
    })),
    outputs: outputs.map((name) => ({ name })),
  };
  return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(content)) };
}

function encodeBinary({ id, rows, width, inputs, outputs }: InferRequest) {
  const binary_data_size = rows.length * width * VALUE_BYTES;
  const header = Buffer.from(
    JSON.stringify({
      id,
      inputs: inputs.map((name) => ({
        name,
        datatype: 'INT64',
        shape: [rows.length, width],
        parameters: { binary_data_size },
      })),
      outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
    }),
  );
  const tensors = inputs.map((name) => encodeTensor(name, rows, width));
  return {
    headers: { 'content-type': 'application/octet-stream', [HEADER_LENGTH]: header.length },
    body: Buffer.concat([header, ...tensors]),
  };
}

/** Little endian, row by row. Ids fit the lower half of their 8 bytes. */
function encodeTensor(name: InputName, rows: readonly (readonly number[])[], width: number): Buffer {
  const bytes = Buffer.alloc(rows.length * width * VALUE_BYTES);
  rows.forEach((ids, row) => {
    for (let at = 0; at < ids.length; at++) {
      bytes.writeUInt32LE(valueAt(name, ids, at), (row * width + at) * VALUE_BYTES);
    }
  });
  return bytes;
}

function valueAt(name: InputName, ids: readonly number[], at: number): number {
  switch (name) {
    case 'input_ids':
      return ids[at] ?? 0;
    case 'attention_mask':
      return at < ids.length ? 1 : 0;
    case 'token_type_ids':
      return 0;
  }
}
