import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { AppError } from './errors.js';

/** Settings, from the environment. Folders are relative to where the process runs. */
const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  INTENTS_DIR: z.string().min(1).default('intents'),
  MODEL_DIR: z.string().min(1).default('intents/model'),
  /** Shop file to import; the demo shop when it is not set. `--shop FILE` says the same. */
  SHOP_FILE: z.string().min(1).optional(),
  /** Origins of the pages that may embed the widget, separated by commas. */
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter((origin) => origin !== ''),
    )
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'Expected origins like https://shop.example' }))),
  ENCODER_PROCESSES: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  /** Server of the Open Inference Protocol that encodes in the place of this machine, which stays the fallback. */
  INFERENCE_URL: z
    .url({ protocol: /^https?$/, error: 'Expected an address like http://triton.internal:8000' })
    .refine((url) => !/[@?#]/.test(url), 'Expected an address without user, query and fragment')
    .optional(),
  /** What the server calls the model of MODEL_DIR. */
  INFERENCE_MODEL: z.string().min(1).max(256).default('concierge-intents'),
  INFERENCE_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),
  /** Turns that may wait for an answer before new messages are refused. */
  BACKLOG_LIMIT: z.coerce.number().int().min(1).default(500),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Signs visitors and agents; at least 32 characters. Made and kept in DATA_DIR when not set. */
  APP_SECRET: z.string().min(32).optional(),
  /** Shared with the shop's server, which signs its customers' tokens with it. Made and kept when not set. */
  CUSTOMER_SECRET: z.string().min(32).optional(),
  AGENT_EMAIL: z.email().optional(),
  AGENT_PASSWORD: z.string().min(12).optional(),
});

export type Config = Readonly<{
  port: number;
  host: string;
  dataDir: string;
  intentsDir: string;
  modelDir: string;
  shopFile: string | undefined;
  allowedOrigins: readonly string[];
  encoderProcesses: number;
  inferenceUrl: string | undefined;
  inferenceModel: string;
  inferenceTimeoutMs: number;
  backlogLimit: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  appSecret: string | undefined;
  customerSecret: string | undefined;
  agentEmail: string | undefined;
  agentPassword: string | undefined;
}>;

/** @throws CONFIG_INVALID with one detail per wrong setting, all at once */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const details = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new AppError('CONFIG_INVALID', { details });
  }
  const env = parsed.data;
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    intentsDir: env.INTENTS_DIR,
    modelDir: env.MODEL_DIR,
    shopFile: env.SHOP_FILE,
    allowedOrigins: env.ALLOWED_ORIGINS,
    encoderProcesses: env.ENCODER_PROCESSES,
    inferenceUrl: env.INFERENCE_URL,
    inferenceModel: env.INFERENCE_MODEL,
    inferenceTimeoutMs: env.INFERENCE_TIMEOUT_MS,
    backlogLimit: env.BACKLOG_LIMIT,
    logLevel: env.LOG_LEVEL,
    appSecret: env.APP_SECRET,
    customerSecret: env.CUSTOMER_SECRET,
    agentEmail: env.AGENT_EMAIL,
    agentPassword: env.AGENT_PASSWORD,
  });
}
