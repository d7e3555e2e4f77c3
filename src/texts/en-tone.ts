import { wordings } from './wordings.js';

/** What is said to customers who are upset or rude, in English: little, and calmly. */
export const enTone = {
  tone: {
    /** Said once. */
    sorry: wordings('I am sorry about this.', 'I am sorry for the trouble.', 'I am sorry that this went wrong.'),
    personNow: wordings(
      'A person can take over right away.',
      'You can talk to a person now.',
      'A person can help you with it now.',
    ),
    /** In the place of products, to somebody who is angry. */
    firstThis: wordings(
      'Let us settle this first.',
      'This comes first. What can I sort out?',
      'First what went wrong. What is it about?',
    ),
  },
  block: {
    /** @param email how the shop is reached otherwise; empty where it names none */
    blocked: (shopName: string, email: string) =>
      wordings(
        `${shopName} takes no more messages from you in this chat.${email && ` You can write to ${email}.`}`,
        `This chat is closed for you by ${shopName}.${email && ` You can still reach us at ${email}.`}`,
        `${shopName} has closed this chat for you.${email && ` Please write to ${email} instead.`}`,
      ),
    unblocked: wordings('You can write here again.', 'This chat is open for you again.', 'You can go on writing here.'),
  },
  abuse: {
    insult: wordings(
      'I would like to sort this out. Tell me what went wrong.',
      'Let us get this solved. What is it about?',
      'I am here to help with it. What do you need?',
    ),
    spam: wordings(
      'That has arrived; there is no need to send it again.',
      'I have this already. Is there something to add?',
      'It is noted. Tell me in other words if I got it wrong.',
    ),
    slower: (seconds: number) =>
      wordings(
        `Let us take it slowly: I answer every ${seconds} seconds for now.`,
        `For a while I answer once every ${seconds} seconds.`,
        `I take one message every ${seconds} seconds for now.`,
      ),
    pause: (minutes: number) =>
      wordings(
        `I pause here for ${minutes} minutes. What you write meanwhile is sent afterwards.`,
        `A pause of ${minutes} minutes. Your messages wait and are sent then.`,
        `We go on in ${minutes} minutes; what you write until then is kept.`,
      ),
  },
};
