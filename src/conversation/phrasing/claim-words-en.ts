import type { ClaimTable } from './claim-table.js';

/**
 * Keys are claims, values the ways to make them. A way that says more than its claim (a promise, a time, a reason) belongs
 * under another claim or nowhere: what is not listed is compared word by word.
 */
export const EN_WORDS: ClaimTable = {
  NOTHING: `a|an|the|this|that|these|those|your|yours|our|it|its|they|them|to|of|for|at|on|in|and|so|well|is|are|am|be|been
|has|have|do|does|it is|there|there is|there are|here is|here are|what|which|it's|they're|that's|there's|here's|also|too|still
|already|currently|presently|right now|at the moment|but|while|whereas|though|although|then|i see that|i can see that|i can see
|you can see|we can see|i see|as for|regarding|unfortunately|sadly|i'm afraid|i am afraid|hello|hi|please|to you|for you
|this is what we have|what we have|here is what we have|here's what we have|update|status|quick update|with|as|yes`,
  '!': `not|no|never|none|nothing|cannot|without|nor|neither|isn't|aren't|hasn't|haven't|doesn't|don't|didn't|can't|no longer
|yet to be|yet to|has yet to be|not yet|hasn't yet|haven't yet|hasn't been|isn't yet`,
  'WAS>> !': "wasn't|weren't|hadn't",
  'CAN>> !': "couldn't",
  'WILL>> !': "won't|wouldn't",
  'SHOULD>> !': "shouldn't",
  'WE>>': "we|i|we're|we've|i'm|i've|we have|i have|we are|i am|we had",
  'YOU>>': "you|you're|you've|you have|you are",
  'WAS>>': 'was|were|had|used to be',
  'WILL>>': 'will|shall|going to|gonna|would',
  'WE>> WILL>>': "we'll|i'll|we'd|i'd",
  'YOU>> WILL>>': "you'll|you'd",
  'IT>> WILL>>': "it'll|they'll",
  'SHOULD>>': 'should|ought to',
  'CAN>>': 'can|could|able to|is able to|are able to',
  'MAY>>': 'may|might|maybe|perhaps|possibly|probably',
  'MUST>>': 'must|have to|has to|need to|needs to|need|needs|required',
  'TOBE>>': 'to be',
  'BEING>>': 'being|getting',
  'IF>>': 'if|in case',
  'ONCE>>': 'once|when|as soon as',
  'OR>': 'or|either',
  'ONLY>': 'only|just',
  'BY>': 'by|no later than|on or before',
  'BEFORE>': 'before',
  'AFTER>': 'after|following',
  'UNTIL>': 'until|till',
  'FROM>': 'from|since',
  'WITHIN>': 'within|inside',
  'ABOUT>': 'about|around|approximately|roughly|almost|nearly',

  ONWAY: `on its way|on the way|in transit|under way to you|en route|on its way to you|on the way to you|in transit to you
|making its way to you|making its way|heading your way|headed your way|travelling to you`,
  SHIPPED: `shipped|dispatched|despatched|sent out|sent off|shipped yet|dispatched yet|sent out yet|shipped out|shipped so far`,
  PREPARING: 'being prepared|preparing|in preparation|getting ready|being readied|being put together|putting together',
  PACKED: 'packed|packed up|all packed|boxed up|fully packed',
  WAITING: 'waits|waiting|awaits|awaiting|waits for|waiting for',
  CARRIER: 'carrier|courier|the carrier|the courier|by the carrier|by the courier|delivery company',
  PICKUP: 'pickup|pick-up|collection|to be picked up|to be collected',
  DUE: `should arrive|expected to arrive|expected|due|due to arrive|scheduled to arrive|estimated to arrive|should be with you
|should reach you|should get to you|should be there|should be delivered|estimated arrival|expected delivery|estimated delivery
|expected arrival|arrival is expected|delivery is expected|expect it|you can expect it|can be expected|is expected|it's expected
|expected to be delivered|expected to reach you|expected to be with you|should be at your door|arrival expected
|delivery expected|estimated|we expect it|you should have it|you should receive it|expected with you|due to be with you
|due with you|should come|due for delivery|scheduled for delivery|expect it to arrive|you can expect it to arrive
|we expect it to arrive`,
  WASDUE: `was due|was expected|was supposed to arrive|should have arrived|was meant to arrive|was due to arrive|had been due
|was expected to arrive|should have reached you|should have been delivered|should have been with you|was scheduled to arrive
|originally due|originally expected|was originally due|was originally expected`,
  LATE: 'late|delayed|overdue|behind schedule|running late|running behind|running behind schedule|later than planned',
  DELIVERED: `delivered|arrived|was delivered|has been delivered|has arrived|reached you|has reached you|got to you
|delivered to you|was delivered to you`,
  CANCELLED:
    'cancelled|canceled|called off|was called off|was cancelled|was canceled|has been cancelled|has been canceled',
  RETURN: 'return|returns',
  RETURNED: 'returned|sent back|came back|was returned|was sent back|has been returned|has been sent back',
  EXCHANGE: 'exchange',
  OPEN: 'open|opened|in progress|under way|being processed|ongoing|being handled|has been opened|was opened|registered',
  REFUND: 'refund',
  REFUNDED: `refunded|was refunded|were refunded|has been refunded|paid back|was paid back|has been paid back|went back
|has gone back|have gone back|refunded back|went to|was made to|was issued|has been issued|issued|was sent back to|sent back to
|credited back|was credited back|returned to`,
  IN_STOCK: 'in stock|available|available now|in stock now|have in stock|we have in stock',
  SOLD_OUT: `sold out|out of stock|not available|unavailable|not in stock|all gone|not currently available|isn't available
|isn't in stock|aren't available|none in stock|none left|no stock|not available right now`,
  LEFT: 'left|remaining|remain|remains|left in stock|remaining in stock',
  LAST_ONE: 'last one|only one left|just one left|one left|only 1 left|just 1 left|one remaining',
  ORDER: 'order',
  PARCEL: 'parcel|package|shipment|delivery',
  PAGE: `from the product page|product page|according to the product page|the product page says|as the product page says
|as listed on the product page|listed on the product page|as stated on the product page|taken from the product page`,
  NEWS: 'last news|latest news|latest update|most recent update|newest update|last update',
};
