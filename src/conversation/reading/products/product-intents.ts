/** The intents that questions about products are served by. */
export const SUGGESTIONS = 'recommend_product';
export const FACTS = 'product_question';
export const STOCK = 'stock_check';
export const SIZES = 'size_advice';
