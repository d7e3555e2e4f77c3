/** Port: sends one plain-text mail. `id` lets a receiver drop repeats (RFC 5322 Message-ID left part). */
export type Mailer = {
  send(mail: { id: string; to: string; subject: string; text: string }): Promise<void>;
};
