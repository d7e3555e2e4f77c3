import { double, type Fields, float, message, text, wholeNumber } from './wire-format.js';

export type HyperParameters = Record<string, number | string | boolean>;

/** What an event file can say. */
export type Event =
  /** The first of every file. */
  | { kind: 'version' }
  /** A process begins: what an earlier one said of this step and later ones counts no more. */
  | { kind: 'start'; step: number }
  | { kind: 'scalar'; step: number; tag: string; value: number }
  | { kind: 'text'; step: number; tag: string; text: string }
  | { kind: 'hyper-parameters'; values: HyperParameters };

const FILE_VERSION = 'brain.Event:2';
const SESSION_START = 1;
const HYPER_PARAMETERS_TAG = '_hparams_/session_start_info';
const DATA_CLASS_TENSOR = 2;
const DT_FLOAT = 1;
const DT_STRING = 7;

/**
 * An event as TensorBoard reads it: tensorboard/compat/proto/{event,summary,tensor}.proto and
 * plugins/hparams/{api,plugin_data}.proto.
 * @param at milliseconds since the epoch
 */
export function encodeEvent(event: Event, at: number): Uint8Array {
  return Buffer.concat([double(1, at / 1000), ...content(event)]);
}

function content(event: Event): Fields[] {
  switch (event.kind) {
    case 'version':
      return [text(3, FILE_VERSION)];
    case 'start':
      return [wholeNumber(2, event.step), message(7, wholeNumber(1, SESSION_START))];
    case 'scalar':
      return [wholeNumber(2, event.step), summary(event.tag, float(2, event.value))];
    case 'text':
      return [wholeNumber(2, event.step), summary(event.tag, metadata('text'), textTensor(event.text))];
    case 'hyper-parameters':
      return [summary(HYPER_PARAMETERS_TAG, metadata('hparams', sessionStart(event.values)), emptyTensor())];
  }
}

function summary(tag: string, ...value: Fields[]): Fields {
  return message(5, message(1, text(1, tag), ...value));
}

function metadata(plugin: string, ...data: Fields[]): Fields {
  return message(9, message(1, text(1, plugin), ...data), wholeNumber(4, DATA_CLASS_TENSOR));
}

function textTensor(value: string): Fields {
  const oneText = message(2, message(2, wholeNumber(1, 1)));
  return message(8, wholeNumber(1, DT_STRING), oneText, text(8, value));
}

function emptyTensor(): Fields {
  return message(8, wholeNumber(1, DT_FLOAT), message(2, message(2, wholeNumber(1, 0))));
}

function sessionStart(values: HyperParameters): Fields {
  const entries = Object.entries(values).map(([name, value]) => message(1, text(1, name), message(2, anyValue(value))));
  return message(2, message(3, ...entries));
}

/** google.protobuf.Value */
function anyValue(value: number | string | boolean): Fields {
  if (typeof value === 'number') return double(2, value);
  return typeof value === 'string' ? text(3, value) : wholeNumber(4, Number(value));
}
