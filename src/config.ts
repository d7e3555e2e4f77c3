import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { AppError } from './errors.js';

/** Settings, from the environment. Folders are relative to where the process runs. */
const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Where customers reach this server; links in mails begin with it. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'Expected an address like https://chat.shop.example' })
    .refine((url) => !/[@?#]/.test(url), 'Expected an address without user, query and fragment')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
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
  /** MongoDB holds the store in the place of the SQLite file in DATA_DIR; needs REDIS_URL and shared secrets. */
  MONGO_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'Expected an address like mongodb://mongo.internal:27017/concierge')
    .optional(),
  /** Redis holds the jobs (Bull) and carries live events between gateways. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'Expected an address like redis://redis.internal:6379')
    .optional(),
  /** S3-compatible store of the files in the place of DATA_DIR; all five or none. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'Expected an address like https://s3.example' }).optional(),
  S3_BUCKET: z.string().min(3).max(63).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Mail goes through this server in the place of files in DATA_DIR; needs MAIL_FROM. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'Expected an address like smtps://user:password@smtp.example:465' })
    .refine((url) => !/[?#]/.test(url), 'Expected an address without query and fragment')
    .optional(),
  /** The address that mail comes from. */
  MAIL_FROM: z.email().max(254).optional(),
  /** Language model behind `/v1/chat/completions` that may word facts and draft replies for agents; needs LLM_MODEL. */
  LLM_URL: z
    .url({ protocol: /^https?$/, error: 'Expected an address like https://llm.internal:8000' })
    .refine((url) => !/[@?#]/.test(url), 'Expected an address without user, query and fragment')
    .optional(),
  LLM_MODEL: z.string().min(1).max(256).optional(),
  /** Sent to it as a bearer token. */
  LLM_KEY: z.string().min(1).optional(),
  /** How long an answer to a customer may wait for its words. */
  LLM_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000).default(1_500),
  /** Messages, and openings of the chat, that one visitor may send in ten seconds. */
  MESSAGE_LIMIT: z.coerce.number().int().min(1).default(30),
  /** What may wait in this process for one reader who does not read it; then that one is cut, and reads on later. */
  SLOW_READER_BYTES: z.coerce.number().int().min(16_384).default(1_048_576),
  /** Proxies in front that name the address of the client (X-Forwarded-For, X-Forwarded-Proto). */
  PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** Turns that may wait for an answer before new messages are refused. */
  BACKLOG_LIMIT: z.coerce.number().int().min(1).default(500),
  /** Where `GET /metrics` is served, on the interface of HOST; nowhere when it is not set. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
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
  /** Without `/` at the end. */
  publicUrl: string;
  dataDir: string;
  intentsDir: string;
  modelDir: string;
  shopFile: string | undefined;
  allowedOrigins: readonly string[];
  encoderProcesses: number;
  inferenceUrl: string | undefined;
  inferenceModel: string;
  inferenceTimeoutMs: number;
  mongoUrl: string | undefined;
  redisUrl: string | undefined;
  s3: S3Config | undefined;
  smtp: SmtpConfig | undefined;
  languageModel: LanguageModelConfig | undefined;
  messageLimit: number;
  slowReaderBytes: number;
  proxyHops: number;
  backlogLimit: number;
  metricsPort: number | undefined;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  appSecret: string | undefined;
  customerSecret: string | undefined;
  agentEmail: string | undefined;
  agentPassword: string | undefined;
}>;

export type LanguageModelConfig = Readonly<{ url: string; model: string; key: string | undefined; timeoutMs: number }>;

export type SmtpConfig = Readonly<{ url: string; from: string }>;

export type S3Config = Readonly<{
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}>;

/** @throws CONFIG_INVALID with one detail per wrong setting, all at once */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const details = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new AppError('CONFIG_INVALID', { details });
  }
  const env = parsed.data;
  const missing = missingTogether(env);
  if (missing.length > 0) throw new AppError('CONFIG_INVALID', { details: missing });
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    dataDir: env.DATA_DIR,
    intentsDir: env.INTENTS_DIR,
    modelDir: env.MODEL_DIR,
    shopFile: env.SHOP_FILE,
    allowedOrigins: env.ALLOWED_ORIGINS,
    encoderProcesses: env.ENCODER_PROCESSES,
    inferenceUrl: env.INFERENCE_URL,
    inferenceModel: env.INFERENCE_MODEL,
    inferenceTimeoutMs: env.INFERENCE_TIMEOUT_MS,
    mongoUrl: env.MONGO_URL,
    redisUrl: env.REDIS_URL,
    s3: toS3Config(env),
    smtp: toSmtpConfig(env),
    languageModel: toLanguageModelConfig(env),
    messageLimit: env.MESSAGE_LIMIT,
    slowReaderBytes: env.SLOW_READER_BYTES,
    proxyHops: env.PROXY_HOPS,
    backlogLimit: env.BACKLOG_LIMIT,
    metricsPort: env.METRICS_PORT,
    logLevel: env.LOG_LEVEL,
    appSecret: env.APP_SECRET,
    customerSecret: env.CUSTOMER_SECRET,
    agentEmail: env.AGENT_EMAIL,
    agentPassword: env.AGENT_PASSWORD,
  });
}

type Environment = z.infer<typeof environmentSchema>;

const S3_SETTINGS = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
/** What processes that share a store must agree on, and so cannot make for themselves. */
const SHARED_SETTINGS = ['REDIS_URL', 'APP_SECRET', 'CUSTOMER_SECRET', 'AGENT_PASSWORD'] as const;

/** Settings that only make sense with others. */
function missingTogether(env: Environment): string[] {
  const shared = env.MONGO_URL === undefined ? [] : SHARED_SETTINGS.filter((name) => env[name] === undefined);
  const s3 = S3_SETTINGS.filter((name) => env[name] === undefined);
  return [
    ...shared.map((name) => `${name}: needed with MONGO_URL, the same for every process`),
    ...(env.SMTP_URL !== undefined && env.MAIL_FROM === undefined ? ['MAIL_FROM: needed with SMTP_URL'] : []),
    ...(env.LLM_URL !== undefined && env.LLM_MODEL === undefined ? ['LLM_MODEL: needed with LLM_URL'] : []),
    ...(env.LLM_URL === undefined && (env.LLM_MODEL ?? env.LLM_KEY) !== undefined
      ? ['LLM_URL: needed with LLM_MODEL and LLM_KEY']
      : []),
    ...(s3.length === S3_SETTINGS.length ? [] : s3.map((name) => `${name}: needed with the other S3 settings`)),
  ];
}

function toS3Config(env: Environment): S3Config | undefined {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (endpoint === undefined || bucket === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}

function toSmtpConfig({ SMTP_URL: url, MAIL_FROM: from }: Environment): SmtpConfig | undefined {
  return url === undefined || from === undefined ? undefined : { url, from };
}

function toLanguageModelConfig(env: Environment): LanguageModelConfig | undefined {
  const { LLM_URL: url, LLM_MODEL: model, LLM_KEY: key, LLM_TIMEOUT_MS: timeoutMs } = env;
  return url === undefined || model === undefined ? undefined : { url, model, key, timeoutMs };
}
