/** Port: sends plain-text mail. */
export type Mailer = {
  /**
   * `id` lets a receiver drop repeats: the same id always makes the same Message-ID (RFC 5322).
   * @throws BAD_INPUT when `to` is not one plain address, MAIL_UNAVAILABLE, MAIL_REFUSED
   */
  send(mail: { id: string; to: string; subject: string; text: string }): Promise<void>;
  /** Whether mail could be sent now. @throws MAIL_UNAVAILABLE */
  check(): Promise<void>;
};
