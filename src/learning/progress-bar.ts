import type { FineTuneMessage } from './fine-tune/fine-tune-job.js';

const WIDTH = 24;
const EVERY_MS = 500;
const EVERY_STEPS_IN_A_FILE = 50;

/**
 * Shows a training as one line that is written over on a terminal, and as a line every fifty steps elsewhere: how far it
 * is, the loss, the share of held-out messages read rightly, and the time left.
 */
export function createProgressBar(title: string, out: NodeJS.WriteStream = process.stderr) {
  let shownAt = 0;
  let begun: { at: number; step: number } | undefined;
  return (message: FineTuneMessage): void => {
    const now = performance.now();
    if (message.kind === 'backend') out.write(`${title}, with TensorFlow.js: ${message.reason}\n`);
    if (message.kind === 'done') out.write('\n');
    if (message.kind !== 'step') return;
    begun ??= { at: now, step: message.step - 1 };
    const isDue = out.isTTY ? now - shownAt > EVERY_MS : message.step % EVERY_STEPS_IN_A_FILE === 0;
    if (!isDue && message.step < message.steps) return;
    shownAt = now;
    const secondsLeft = ((now - begun.at) / 1000 / (message.step - begun.step)) * (message.steps - message.step);
    out.write(`${out.isTTY ? '\r' : ''}${describeStep(message, secondsLeft)}${out.isTTY ? '\u001b[K' : '\n'}`);
  };
}

function describeStep(
  { step, steps, loss, devAccuracy }: Omit<Extract<FineTuneMessage, { kind: 'step' }>, 'kind'>,
  secondsLeft: number,
): string {
  const filled = Math.round((WIDTH * step) / steps);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const accuracy = devAccuracy === undefined ? '' : `  held-out ${(devAccuracy * 100).toFixed(1)} %`;
  return `${bar} ${step}/${steps}  loss ${loss.toFixed(3)}${accuracy}  ${inMinutes(secondsLeft)} left`;
}

function inMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
