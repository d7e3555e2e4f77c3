import { tau2Database } from './import-tau2.js';
import type { Tau2Order, Tau2Request, Tau2State } from './tau2-policy.js';

/** A customer with a wish, the sentences they write, and what of it the policy may be asked about. */
export type Tau2Story = {
  kind: Tau2Request['do'];
  manner: 'easy' | 'changes their mind' | 'not verified' | 'over the limits' | 'two at once';
  about: string;
  userId: string;
  lines: string[];
  /** What they proved who they are for, asked and said yes to, in this order; whether it is allowed is the policy's. */
  agreed: Tau2Request[];
};

type User = Tau2State['users'][string];
type Item = Tau2Order['items'][number];
type Known = { user: User; orders: Tau2Order[] };
type Scene = Omit<Tau2Story, 'kind' | 'userId'>;
/** Undefined: this customer's orders do not fit the story. */
type Script = (known: Known) => Scene | undefined;

const database = tau2Database();

/** Every story with a customer of its own, so that what one does is not in another's way. */
export function tau2Stories(): Tau2Story[] {
  const taken = new Set<string>();
  const users = Object.values(database.users).map((user) => ({
    user,
    orders: Object.values(database.orders).filter(({ user_id }) => user_id === user.user_id),
  }));
  return Object.entries(SCRIPTS).flatMap(([kind, scripts]) =>
    scripts.map((script) => {
      for (const known of users.filter(({ user }) => !taken.has(user.user_id))) {
        const scene = script(known);
        if (scene === undefined) continue;
        taken.add(known.user.user_id);
        return { kind: kind as Tau2Request['do'], userId: known.user.user_id, ...scene };
      }
      throw new Error(`the data holds nobody for a story of ${kind}`);
    }),
  );
}

const NEW = {
  address1: '77 Elm Avenue',
  address2: 'Suite 5',
  city: 'Austin',
  state: 'TX',
  zip: '78701',
  country: 'USA',
};
const NEW_SAID = '77 Elm Avenue, Suite 5, Austin, TX, 78701';
const OTHER = { ...NEW, address1: '12 Oak Street', address2: '', city: 'Denver', state: 'CO', zip: '80279' };
const OTHER_SAID = '12 Oak Street, Denver, CO, 80279';

const cancelling: Script[] = [
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'easy',
    about: 'one order, with a reason',
    lines: [
      `Hi, I would like to cancel order ${order_id}`,
      user.email,
      'I no longer need it, so no longer needed',
      'yes',
    ],
    agreed: [{ do: 'cancel', order: order_id, reason: 'no longer needed' }],
  })),
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'easy',
    about: 'all in the first sentence, by name and zip code',
    lines: [
      `Please cancel my order ${order_id}, it was ordered by mistake`,
      `${user.name.first_name} ${user.name.last_name}, ${user.address.zip}`,
      'Yes, please go ahead',
    ],
    agreed: [{ do: 'cancel', order: order_id, reason: 'ordered by mistake' }],
  })),
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'changes their mind',
    about: 'keeps it in the end',
    lines: [`cancel order ${order_id}`, user.email, 'ordered by mistake', 'no, wait, I want to keep it'],
    agreed: [],
  })),
  withTwo('pending', 'pending', ({ user }, first, second) => ({
    manner: 'changes their mind',
    about: 'the other order instead',
    lines: [
      `I want to cancel order ${first.order_id}`,
      user.email,
      'no longer needed',
      `no, not that one, order ${second.order_id} instead`,
      'yes',
    ],
    agreed: [{ do: 'cancel', order: second.order_id, reason: 'no longer needed' }],
  })),
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'not verified',
    about: 'only a user id, which proves nothing',
    lines: [`I am user ${user.user_id}. Cancel order ${order_id}, it is no longer needed`, 'yes', 'yes, just do it'],
    agreed: [],
  })),
  withOrder('pending', (known) => {
    const foreign = Object.values(database.orders).find(
      (one) => one.user_id !== known.user.user_id && one.status === 'pending',
    );
    return {
      manner: 'over the limits',
      about: 'somebody else’s order',
      lines: [
        `cancel order ${foreign?.order_id}`,
        known.user.email,
        `it is my wife’s, cancel ${foreign?.order_id}, no longer needed`,
        'yes',
      ],
      agreed: [{ do: 'cancel', order: foreign?.order_id ?? '', reason: 'no longer needed' }],
    };
  }),
  withOrder('processed', ({ user }, { order_id }) => ({
    manner: 'over the limits',
    about: 'it is packed already',
    lines: [`cancel order ${order_id}`, user.email, 'no longer needed', 'yes'],
    agreed: [{ do: 'cancel', order: order_id, reason: 'no longer needed' }],
  })),
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'over the limits',
    about: 'a reason that does not count',
    lines: [`cancel order ${order_id}`, user.email, 'I found it cheaper somewhere else', 'yes'],
    agreed: [{ do: 'cancel', order: order_id, reason: 'found it cheaper' }],
  })),
  withTwo('pending', 'delivered', ({ user }, first, second) => ({
    manner: 'two at once',
    about: 'and returns another order',
    lines: [
      `Cancel order ${first.order_id} and return everything from order ${second.order_id}`,
      user.email,
      'no longer needed',
      'yes',
      'to the original payment method',
      'yes',
    ],
    agreed: [
      { do: 'cancel', order: first.order_id, reason: 'no longer needed' },
      { do: 'return', order: second.order_id, items: idsOf(second.items), method: payerOf(second) },
    ],
  })),
];

const readdressing: Script[] = [
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'easy',
    about: 'one order',
    lines: [`I need to change the shipping address of order ${order_id}`, user.email, NEW_SAID, 'yes'],
    agreed: [{ do: 'modify-address', order: order_id, address: NEW }],
  })),
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'changes their mind',
    about: 'another address before the yes',
    lines: [`change the delivery address of ${order_id}`, user.email, NEW_SAID, `no, send it to ${OTHER_SAID}`, 'yes'],
    agreed: [{ do: 'modify-address', order: order_id, address: OTHER }],
  })),
  withOrder('pending', (_known, { order_id }) => ({
    manner: 'not verified',
    about: 'an address nobody has',
    lines: [`ship order ${order_id} to another address`, 'nobody.at.all@example.com', NEW_SAID, 'yes'],
    agreed: [],
  })),
  withOrder('processed', ({ user }, { order_id }) => ({
    manner: 'over the limits',
    about: 'it is packed already',
    lines: [`change the shipping address of order ${order_id}`, user.email, NEW_SAID, 'yes'],
    agreed: [{ do: 'modify-address', order: order_id, address: NEW }],
  })),
  withTwo('pending', 'pending', ({ user }, first, second) => ({
    manner: 'two at once',
    about: 'and cancels another order',
    lines: [
      `Cancel order ${second.order_id}. And I want order ${first.order_id} to be sent to a different address.`,
      user.email,
      'ordered by mistake',
      'yes',
      NEW_SAID,
      'yes',
    ],
    agreed: [
      { do: 'cancel', order: second.order_id, reason: 'ordered by mistake' },
      { do: 'modify-address', order: first.order_id, address: NEW },
    ],
  })),
];

const repaying: Script[] = [
  withMethods(
    (source) => source !== 'gift_card',
    ({ user }, order, method) => ({
      manner: 'easy',
      about: 'another method',
      lines: [
        `I want to change the payment method of order ${order.order_id}`,
        user.email,
        saidOf(user, method),
        'yes, please',
      ],
      agreed: [{ do: 'modify-payment', order: order.order_id, method }],
    }),
  ),
  withMethods(
    (source) => source !== 'gift_card',
    ({ user }, order, method) => ({
      manner: 'changes their mind',
      about: 'leaves it',
      lines: [`change the payment method of order ${order.order_id}`, user.email, saidOf(user, method), 'no, leave it'],
      agreed: [],
    }),
  ),
  withMethods(
    (source) => source === 'paypal',
    (_known, order) => ({
      manner: 'not verified',
      about: 'no proof at all',
      lines: [`change the payment method of order ${order.order_id} to paypal`, 'I do not have my e-mail here', 'yes'],
      agreed: [],
    }),
  ),
  withMethods(
    (source, balance, total) => source === 'gift_card' && balance < total,
    ({ user }, order, method) => ({
      manner: 'over the limits',
      about: 'a gift card that holds too little',
      lines: [`pay order ${order.order_id} with my gift card instead`, user.email, 'my gift card', 'yes'],
      agreed: [{ do: 'modify-payment', order: order.order_id, method }],
    }),
  ),
  withMethods(
    (source, balance, total) => source === 'gift_card' && balance >= total,
    ({ user }, order, method) => ({
      manner: 'easy',
      about: 'a gift card that holds enough',
      lines: [`pay order ${order.order_id} with my gift card instead`, user.email, 'my gift card', 'yes'],
      agreed: [{ do: 'modify-payment', order: order.order_id, method }],
    }),
  ),
  withMethods(
    (source) => source !== 'gift_card',
    ({ user }, order, method) => ({
      manner: 'two at once',
      about: 'and the address of the same order',
      lines: [
        `Please change the shipping address of order ${order.order_id}. Also switch the payment method of order ${order.order_id}.`,
        user.email,
        NEW_SAID,
        'yes',
        saidOf(user, method),
        'yes',
      ],
      agreed: [
        { do: 'modify-address', order: order.order_id, address: NEW },
        { do: 'modify-payment', order: order.order_id, method },
      ],
    }),
  ),
];

const changingItems: Script[] = [
  withSwap('pending', ({ user }, order, { item, to }) => ({
    manner: 'easy',
    about: 'one item, one after the other',
    lines: [
      `I want to change an item in order ${order.order_id}`,
      user.email,
      `the ${item.name}`,
      optionsSaid(item, to),
      ...settled(user, order),
      'yes',
    ],
    agreed: [
      { do: 'modify-items', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) },
    ],
  })),
  withSwap('pending', ({ user }, order, { item, to, other }) => ({
    manner: 'changes their mind',
    about: 'another version before the yes',
    lines: [
      `change the ${item.name} in order ${order.order_id} to another version`,
      user.email,
      optionsSaid(item, to),
      ...settled(user, order),
      `no, rather ${optionsSaid(item, other)}`,
      'yes',
    ],
    agreed: [
      { do: 'modify-items', order: order.order_id, pairs: [{ from: item.item_id, to: other }], method: payerOf(order) },
    ],
  })),
  withSwap('pending', (_known, order, { item, to }) => ({
    manner: 'not verified',
    about: 'a wrong postcode',
    lines: [`change the ${item.name} in order ${order.order_id}`, 'Jo Nobody, 99999', optionsSaid(item, to), 'yes'],
    agreed: [],
  })),
  withSwap('pending', ({ user }, order, { item, gone }) =>
    gone === undefined
      ? undefined
      : {
          manner: 'over the limits',
          about: 'a version that is not available',
          lines: [
            `change the ${item.name} in order ${order.order_id} to another version`,
            user.email,
            optionsSaid(item, gone),
            ...settled(user, order),
            'yes',
          ],
          agreed: [
            {
              do: 'modify-items',
              order: order.order_id,
              pairs: [{ from: item.item_id, to: gone }],
              method: payerOf(order),
            },
          ],
        },
  ),
  withSwap('pending', ({ user }, order, { item, to }) => ({
    manner: 'over the limits',
    about: 'cancels after its items were changed',
    lines: [
      `change the ${item.name} in order ${order.order_id} to another version`,
      user.email,
      optionsSaid(item, to),
      ...settled(user, order),
      'yes',
      `now cancel order ${order.order_id}`,
      'no longer needed',
      'yes',
    ],
    agreed: [
      { do: 'modify-items', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) },
      { do: 'cancel', order: order.order_id, reason: 'no longer needed' },
    ],
  })),
  withSwap('pending', ({ user, orders }, order, { item, to }) => {
    const second = orders.find((one) => one.status === 'pending' && one !== order);
    return (
      second && {
        manner: 'two at once',
        about: 'and cancels another order',
        lines: [
          `Cancel order ${second.order_id}, and change the ${item.name} in order ${order.order_id} to another version`,
          user.email,
          'no longer needed',
          'yes',
          optionsSaid(item, to),
          ...settled(user, order),
          'yes',
        ],
        agreed: [
          { do: 'cancel', order: second.order_id, reason: 'no longer needed' },
          { do: 'modify-items', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) },
        ],
      }
    );
  }),
];

const returning: Script[] = [
  withOrder('delivered', ({ user }, order) =>
    order.items.length < 2 || hasGiftCard(user)
      ? undefined
      : {
          manner: 'easy',
          about: 'everything of one order',
          lines: [`I want to return everything from order ${order.order_id}`, user.email, 'yes'],
          agreed: [{ do: 'return', order: order.order_id, items: idsOf(order.items), method: payerOf(order) }],
        },
  ),
  withNamed('delivered', ({ user }, order, item) =>
    hasGiftCard(user)
      ? undefined
      : {
          manner: 'easy',
          about: 'one item, named in the first sentence',
          lines: [
            `I would like to send back the ${item.name} from order ${order.order_id}`,
            user.email,
            'yes, that is right',
          ],
          agreed: [{ do: 'return', order: order.order_id, items: [item.item_id], method: payerOf(order) }],
        },
  ),
  withNamed('delivered', ({ user }, order, item) => {
    const card = Object.values(user.payment_methods).find(({ source }) => source === 'gift_card');
    return card === undefined || payerOf(order) === card.id
      ? undefined
      : {
          manner: 'easy',
          about: 'the money onto a gift card',
          lines: [
            `return the ${item.name} from order ${order.order_id}`,
            user.email,
            'onto my gift card please',
            'yes',
          ],
          agreed: [{ do: 'return', order: order.order_id, items: [item.item_id], method: card.id }],
        };
  }),
  withNamed('delivered', ({ user }, order, item) => {
    const other = order.items.find((one) => one !== item && isNamedOnce(order, one) && !sharesWords(one, item));
    return other === undefined || hasGiftCard(user)
      ? undefined
      : {
          manner: 'changes their mind',
          about: 'another item before the yes',
          lines: [
            `return the ${item.name} from order ${order.order_id}`,
            user.email,
            `actually no, return the ${other.name} instead`,
            'yes',
          ],
          agreed: [{ do: 'return', order: order.order_id, items: [other.item_id], method: payerOf(order) }],
        };
  }),
  withNamed('delivered', (_known, order, item) => ({
    manner: 'not verified',
    about: 'only the order’s number',
    lines: [`return the ${item.name} from order ${order.order_id}`, order.order_id, 'yes'],
    agreed: [],
  })),
  withNamed('pending', ({ user }, order, item) => ({
    manner: 'over the limits',
    about: 'it is not delivered yet',
    lines: [`return the ${item.name} from order ${order.order_id}`, user.email, 'yes'],
    agreed: [{ do: 'return', order: order.order_id, items: [item.item_id], method: payerOf(order) }],
  })),
  withNamed('delivered', ({ user }, order, item) => {
    const other = Object.values(user.payment_methods).find(
      ({ id, source }) => source === 'paypal' && id !== payerOf(order),
    );
    return other === undefined || hasGiftCard(user)
      ? undefined
      : {
          manner: 'over the limits',
          about: 'the money to a method that did not pay',
          lines: [
            `return the ${item.name} from order ${order.order_id} to my paypal account`,
            user.email,
            'I want it on paypal',
            'no',
          ],
          agreed: [],
        };
  }),
  withTwo('delivered', 'delivered', ({ user }, first, second) =>
    hasGiftCard(user)
      ? undefined
      : {
          manner: 'two at once',
          about: 'two orders, one after the other',
          lines: [
            `return everything from order ${first.order_id}`,
            user.email,
            'yes',
            `and return everything from order ${second.order_id} too`,
            'yes',
          ],
          agreed: [
            { do: 'return', order: first.order_id, items: idsOf(first.items), method: payerOf(first) },
            { do: 'return', order: second.order_id, items: idsOf(second.items), method: payerOf(second) },
          ],
        },
  ),
];

const exchanging: Script[] = [
  withSwap('delivered', ({ user }, order, { item, to }) => ({
    manner: 'easy',
    about: 'one item, one after the other',
    lines: [
      `I want to exchange the ${item.name} from order ${order.order_id}`,
      user.email,
      optionsSaid(item, to),
      ...settled(user, order),
      'yes',
    ],
    agreed: [{ do: 'exchange', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) }],
  })),
  withSwap('delivered', ({ user }, order, { item, to }) => ({
    manner: 'changes their mind',
    about: 'keeps it in the end',
    lines: [
      `exchange the ${item.name} from order ${order.order_id}`,
      user.email,
      optionsSaid(item, to),
      ...settled(user, order),
      'no, I changed my mind',
    ],
    agreed: [],
  })),
  withSwap('delivered', ({ user }, order, { item, to }) => ({
    manner: 'not verified',
    about: 'only a user id, which proves nothing',
    lines: [
      `I am ${user.user_id}, exchange the ${item.name} from order ${order.order_id}`,
      optionsSaid(item, to),
      'yes',
    ],
    agreed: [],
  })),
  withSwap('delivered', ({ user }, order, { item, to }) => ({
    manner: 'over the limits',
    about: 'a second exchange of the same order',
    lines: [
      `I want to exchange the ${item.name} I received in order ${order.order_id}`,
      user.email,
      optionsSaid(item, to),
      ...settled(user, order),
      'yes',
      `and exchange another item from order ${order.order_id}`,
      'yes',
    ],
    agreed: [
      { do: 'exchange', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) },
      { do: 'exchange', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) },
    ],
  })),
  withSwap('delivered', ({ user, orders }, order, { item, to }) => {
    const second = orders.find(({ status }) => status === 'pending');
    return (
      second && {
        manner: 'two at once',
        about: 'and cancels another order',
        lines: [
          `I want to swap the ${item.name} I received in order ${order.order_id} for another version. Please cancel order ${second.order_id} as well.`,
          user.email,
          optionsSaid(item, to),
          ...settled(user, order),
          'yes',
          'no longer needed',
          'yes',
        ],
        agreed: [
          { do: 'exchange', order: order.order_id, pairs: [{ from: item.item_id, to }], method: payerOf(order) },
          { do: 'cancel', order: second.order_id, reason: 'no longer needed' },
        ],
      }
    );
  }),
];

const moving: Script[] = [
  ({ user }) => ({
    manner: 'easy',
    about: 'asked for it',
    lines: ['I would like to modify my default address', user.email, NEW_SAID, 'yes'],
    agreed: [{ do: 'modify-default-address', address: NEW }],
  }),
  ({ user }) => ({
    manner: 'easy',
    about: 'all in the first sentence',
    lines: [`I moved. Please update my default address to ${NEW_SAID}`, user.email, 'yes, correct'],
    agreed: [{ do: 'modify-default-address', address: NEW }],
  }),
  ({ user }) => ({
    manner: 'changes their mind',
    about: 'another address before the yes',
    lines: ['change the address in my profile', user.email, NEW_SAID, `no, make it ${OTHER_SAID}`, 'yes'],
    agreed: [{ do: 'modify-default-address', address: OTHER }],
  }),
  () => ({
    manner: 'not verified',
    about: 'an address nobody has',
    lines: ['update my default address', 'nobody.at.all@example.com', NEW_SAID, 'yes'],
    agreed: [],
  }),
  withOrder('pending', ({ user }, { order_id }) => ({
    manner: 'two at once',
    about: 'and cancels an order',
    lines: [
      `Please update my default address. Also cancel order ${order_id}.`,
      user.email,
      NEW_SAID,
      'yes',
      'no longer needed',
      'yes',
    ],
    agreed: [
      { do: 'modify-default-address', address: NEW },
      { do: 'cancel', order: order_id, reason: 'no longer needed' },
    ],
  })),
];

const SCRIPTS: Record<Tau2Request['do'], Script[]> = {
  cancel: cancelling,
  'modify-address': readdressing,
  'modify-payment': repaying,
  'modify-items': changingItems,
  return: returning,
  exchange: exchanging,
  'modify-default-address': moving,
};

function withOrder(status: string, write: (known: Known, order: Tau2Order) => Scene | undefined): Script {
  return (known) => firstOf(ofStatus(known, status), (order) => write(known, order));
}

function withTwo(
  one: string,
  other: string,
  write: (known: Known, first: Tau2Order, second: Tau2Order) => Scene | undefined,
): Script {
  return (known) => {
    const [first] = ofStatus(known, one);
    const second = ofStatus(known, other).find((order) => order !== first);
    return first && second && write(known, first, second);
  };
}

/** With an item whose name no other item of the order shares a word with. */
function withNamed(status: string, write: (known: Known, order: Tau2Order, item: Item) => Scene | undefined): Script {
  return withOrder(status, (known, order) => {
    const item = order.items.length > 1 ? order.items.find((one) => isNamedOnce(order, one)) : undefined;
    return item && write(known, order, item);
  });
}

/** `to`, `other`: versions that can be had; `gone`: one that cannot. */
type Swap = { item: Item; to: string; other: string; gone: string | undefined };

function withSwap(status: string, write: (known: Known, order: Tau2Order, swap: Swap) => Scene | undefined): Script {
  return withNamed(status, (known, order, item) => {
    const versions = Object.values(database.products[item.product_id]?.variants ?? {});
    const others = versions.filter(({ item_id }) => item_id !== item.item_id);
    const [to, other] = others.filter(({ available }) => available);
    const gone = others.find(({ available }) => !available)?.item_id;
    // What the new item costs more is no matter of these stories.
    const isPaidByGiftCard = known.user.payment_methods[payerOf(order)]?.source === 'gift_card';
    if (to === undefined || other === undefined || isPaidByGiftCard) return undefined;
    return write(known, order, { item, to: to.item_id, other: other.item_id, gone });
  });
}

type Fits = (source: string, balance: number, total: number) => boolean;

/** With a method that has not paid the order. */
function withMethods(fits: Fits, write: (known: Known, order: Tau2Order, method: string) => Scene | undefined): Script {
  return withOrder('pending', (known, order) => {
    const total = order.items.reduce((sum, { price }) => sum + price, 0);
    const method = Object.values(known.user.payment_methods).find(
      ({ id, source, balance = 0 }) => id !== payerOf(order) && fits(source, balance, total),
    );
    return method && write(known, order, method.id);
  });
}

function firstOf<One, Result>(ones: One[], write: (one: One) => Result | undefined): Result | undefined {
  for (const one of ones) {
    const result = write(one);
    if (result !== undefined) return result;
  }
  return undefined;
}

function ofStatus({ orders }: Known, status: string): Tau2Order[] {
  return orders.filter((order) => order.status === status);
}

function payerOf({ payment_history }: Tau2Order): string {
  return payment_history[0]?.payment_method_id ?? '';
}

/** Asked only where there are several. */
function settled(user: User, order: Tau2Order): string[] {
  return Object.keys(user.payment_methods).length > 1 ? [saidOf(user, payerOf(order))] : [];
}

function saidOf(user: User, method: string): string {
  const { source = 'paypal', brand = '', last_four = '' } = user.payment_methods[method] ?? {};
  return source === 'credit_card' ? `my ${brand} ending in ${last_four}` : `my ${source.replace('_', ' ')}`;
}

function hasGiftCard({ payment_methods }: User): boolean {
  return Object.values(payment_methods).some(({ source }) => source === 'gift_card');
}

function optionsSaid({ product_id }: Item, to: string): string {
  const options = database.products[product_id]?.variants[to]?.options ?? {};
  return `the one with ${Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`;
}

function idsOf(items: Item[]): string[] {
  return items.map(({ item_id }) => item_id);
}

function isNamedOnce({ items }: Tau2Order, item: Item): boolean {
  return items.every((one) => one === item || !sharesWords(one, item));
}

function sharesWords(one: Item, other: Item): boolean {
  const words = new Set(one.name.toLowerCase().split(/\W+/));
  return other.name
    .toLowerCase()
    .split(/\W+/)
    .some((word) => words.has(word));
}
