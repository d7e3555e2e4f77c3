import { wireAsks } from './ask-chat.js';
import { showCartCount } from './cart-count.js';
import { wireCartPage } from './cart-view.js';
import { wireProductPicker } from './product-picker.js';

/** Each part looks for its own elements and does nothing on pages without them. */
wireAsks(document);
showCartCount(document);
wireProductPicker(document);
wireCartPage(document);
