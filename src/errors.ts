/**
 * Every fault a caller can meet, by code. `status` is the HTTP status, `text` what may be shown to anyone.
 * Texts say what to do; details that name a place in the input travel in `AppError.details`.
 */
const ERRORS = {
  BAD_INPUT: { status: 400, text: 'The request is not in the form this service accepts. See details.' },
  MESSAGE_EMPTY: { status: 400, text: 'The message is empty. Write something and send it again.' },
  MESSAGE_TOO_LONG: { status: 413, text: 'The message is too long. Send it in shorter parts.' },
  NOT_SIGNED_IN: { status: 401, text: 'Sign in first, then try again.' },
  WRONG_CREDENTIALS: { status: 401, text: 'E-mail or password is wrong.' },
  TOKEN_INVALID: { status: 401, text: 'This session is no longer valid. Reload the page to start a new one.' },
  FORBIDDEN: { status: 403, text: 'This is not allowed for your role.' },
  BLOCKED: { status: 403, text: 'This shop takes no more messages from you here. Please reach it in another way.' },
  ORIGIN_FORBIDDEN: { status: 403, text: 'This website may not use this chat. Add its origin to ALLOWED_ORIGINS.' },
  NOT_FOUND: { status: 404, text: 'There is nothing here by that name.' },
  MESSAGE_ID_REUSED: { status: 409, text: 'That message id was already used for another text. Send it with a new id.' },
  CONVERSATION_CHANGED: { status: 409, text: 'Someone else wrote meanwhile. Read what is new, then try again.' },
  CONVERSATION_TAKEN: { status: 409, text: 'Another agent holds this conversation.' },
  TOO_MANY_REQUESTS: { status: 429, text: 'Too many requests. Wait a moment, then try again.' },
  OVERLOADED: { status: 503, text: 'The service is busy. Try again shortly.' },
  STORE_UNAVAILABLE: { status: 503, text: 'Nothing can be saved right now. Try again shortly.' },
  BLOB_TOO_LARGE: { status: 413, text: 'The file is too large.' },
  BLOB_STORE_INVALID: { status: 500, text: 'The S3 settings do not lead to a store of files. See details.' },
  STORE_LOCKED: {
    status: 503,
    text: 'Another process already uses this data folder. Stop it, or choose another DATA_DIR.',
  },
  STORE_UNREADABLE: {
    status: 500,
    text: 'The data file is damaged, or a newer version wrote it; it was left as it is. See details.',
  },
  MAIL_UNAVAILABLE: { status: 503, text: 'Mail cannot be sent right now. Try again shortly.' },
  MAIL_REFUSED: { status: 502, text: 'The mail server does not take this mail. See details.' },
  ENCODER_UNAVAILABLE: { status: 503, text: 'Understanding is not available right now. Try again shortly.' },
  INFERENCE_MODEL_INVALID: { status: 500, text: 'The inference server has no model that fits. See details.' },
  MODEL_INVALID: { status: 422, text: 'The model folder is damaged or does not fit. See details.' },
  MODEL_NOT_INTERCHANGEABLE: {
    status: 409,
    text: 'This model cannot take over from the one that serves. Nothing was changed. See details.',
  },
  MODEL_SWAP_UNDER_WAY: { status: 409, text: 'Another model is being put into service. Wait for it, then try again.' },
  NO_PREVIOUS_MODEL: { status: 409, text: 'There is no model to go back to.' },
  TRAINING_FAILED: { status: 500, text: 'Training did not finish. See details.' },
  TRAINING_STOPPED: {
    status: 500,
    text: 'Training was stopped. The same command with --resume goes on from the last epoch.',
  },
  WORKERS_DIFFER: { status: 500, text: 'The training workers do not fit together. See details.' },
  WORKER_LOST: { status: 500, text: 'A training worker ended or did not answer in time. See details.' },
  INTENTS_INVALID: { status: 500, text: 'The intent files have mistakes. See details.' },
  POLICIES_INVALID: { status: 500, text: 'The policy pages have mistakes. See details.' },
  RANKING_INVALID: { status: 500, text: 'The ranking of passages cannot be read. See details.' },
  SHOP_FILE_INVALID: { status: 400, text: 'The shop file has mistakes; nothing was imported. See details.' },
  PORT_UNAVAILABLE: { status: 500, text: 'The port cannot be used. Stop what uses it, or choose another with PORT.' },
  SETUP_IMPOSSIBLE: {
    status: 500,
    text: 'This machine lacks something the setup needs; nothing changed. See details.',
  },
  SETUP_FAILED: { status: 500, text: 'The setup failed and left nothing behind. See details.' },
  SETUP_STOPPED: { status: 500, text: 'The setup was stopped and left nothing behind.' },
  DOWNLOAD_BROKEN: { status: 500, text: 'The download broke off. The same command goes on where it stopped.' },
  CONFIG_INVALID: { status: 500, text: 'The settings have mistakes. See details.' },
  INTERNAL: { status: 500, text: 'Something went wrong on our side. It was recorded; try again.' },
} as const satisfies Record<string, { status: number; text: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** What goes over the wire about a fault: no stack, no cause. */
export type PublicError = {
  code: ErrorCode;
  message: string;
  details?: string[];
  retryAfterMs?: number;
};

type AppErrorOptions = { cause?: unknown; details?: string[]; retryAfterMs?: number };

/** A fault with a code from the table above. Expected outcomes are returned as values, not thrown. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: string[];
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(ERRORS[code].text, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** Unknown faults become INTERNAL: their text may hold anything, so it is never shown. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL', { cause: error });
}

export function toPublicError(error: unknown): PublicError {
  const fault = toAppError(error);
  return {
    code: fault.code,
    message: ERRORS[fault.code].text,
    ...(fault.details.length > 0 && { details: fault.details }),
    ...(fault.retryAfterMs !== undefined && { retryAfterMs: fault.retryAfterMs }),
  };
}
