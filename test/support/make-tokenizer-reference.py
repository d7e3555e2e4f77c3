"""Writes test/fixtures/tokenizers/*.json: the ids that Python's `tokenizers` gives for texts of every kind.

One file per encoder: `word-piece.json` from intents/base, `unigram.json` from the multilingual encoder. Ids are cut at
512 tokens, the encoders' own limit, and the longest text is also cut at a few smaller ones. Run from the repository's
root:

    pip install tokenizers
    python test/support/make-tokenizer-reference.py ../shared/multilingual-encoder
"""

import json
import sys
from pathlib import Path

from tokenizers import Tokenizer

OUT = Path("test/fixtures/tokenizers")
MAX_TOKENS = 512
SHORTER = [2, 3, 16, 128]

ENGLISH = [
    "hey wheres my parcel??",
    "cancel it pls",
    "How long do refunds take, and do I pay for the label?",
    "got anything like the blue jacket under 60?",
    "I WANT A HUMAN. NOW!!!",
    "a",
    "?",
    "...",
    "ok",
    "order HL-104233, due 12/11, it's the 24th",
    "#W2611340",
    "02139-1234; total $1,299.99 (incl. 20% VAT)",
    "anna.o'brien+shop@example.co.uk",
    "https://shop.example/p/blue-jacket?size=M&ref=chat#reviews",
    "don't can't won't it's y'all'd've",
    "snake_case kebab-case camelCase 3.14 1e-9 a/b\\c",
    '{json: "yes"} <b>bold</b> `code` [1] (2) |3|',
    "“curly” ‘quotes’ — dashes – and… ellipsis•",
    "no no no no no no no no",
    "x  y   z      w",
    " leading",
    "trailing ",
    "  both  ",
    "!?!?!?",
    "1 22 333 4444 55555 666666 7777777",
    "£5 €6 ¥7 ₹8 ₿9 ¢10",
    "~^_=+*&%$#@",
    "re-order, co-op, e-mail; U.S.A. and Ph.D.",
    "size M/L, 42½, 10\" x 12'",
    "aBcDeF gHiJkL",
]
CHINESE = [
    "我的订单在哪里",
    "我 的 订单 在 哪里 ？",
    "我的订单HL-104233在哪里？",
    "请问什么时候发货呀~",
    "退货流程是怎样的，运费谁出？",
    "优惠券用不了！！！",
    "能不能帮我改一下收货地址：上海市浦东新区世纪大道100号",
    "订单 订单订单 订单",
    "ＨＬ－１０４２３３　到哪了",
    "（全角括号）【方括号】《书名号》“引号”",
    "，。！？；：、……——",
    "我要退款，order 104233，谢谢thanks",
    "iPhone15手机壳有货吗",
    "這個包裹什麼時候到",
    "龘靐齉爩",
    "𠮷野家𡃁",
    "买𠮷𡃁𢭵的书 𠷃𧽖 a𠱃b",
    "〇一二三四五六七八九十",
    "微信wechat号：abc_123",
    "你好\n我想问一下\t运费",
    "好的👌谢谢🙏",
    "客服在吗在吗在吗在吗",
    "100元以下的羽绒服有吗",
    "①②③㈠㈡㊣",
    "ㄅㄆㄇㄈ",
]
OTHER_SCRIPTS = [
    "注文はいつ届きますか？",
    "ｶﾀｶﾅ半角 カタカナ ひらがな",
    "返品したいです。サイズがM→Lでお願いします",
    "がぎぐ か\u3099き\u3099く\u3099",
    "주문이 어디에 있나요",
    "환불해 주세요!! 배송이 너무 늦어요ㅠㅠ",
    "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "أين طلبي؟",
    "مَرْحَبًا كَيْفَ حَالُكَ",
    "متى يصل الطلب رقم 104233؟",
    "ﷺ ﷲ ﻻ",
    "איפה ההזמנה שלי?",
    "שָׁלוֹם",
    "मेरा ऑर्डर कहाँ है",
    "क्षत्रिय ज़रूर",
    "คำสั่งซื้อของฉันอยู่ที่ไหน",
    "น้ำ ก็ ที่",
    "Где мой заказ?",
    "ё Ё й Й е\u0308 и\u0306",
    "Πού είναι η παραγγελία μου;",
    "ὈΔΥΣΣΕΎΣ ς σ Σ ΑΣ. ΣΑΣ",
    "İstanbul'a kargo var mı? IŞIK ışık",
    "Где order мой 订单 где",
    "გამარჯობა",
    "Բարեւ",
    "আমার অর্ডার কোথায়",
    "என் ஆர்டர் எங்கே",
    "ትዕዛዜ የት ነው",
    "Đơn hàng của tôi đâu rồi ạ?",
    "Dov'è il mio ordine? Perché è in ritardo?",
]
ACCENTS = [
    "Ma commande n'est pas encore arrivée, où est-elle ?",
    "Größe 42½ – passt das für breite Füße?",
    "ÀÉÎÕÜ çñøåß Œuvre ĳ ǆ",
    "école résumé naïve",
    "e\u0301cole re\u0301sume\u0301 nai\u0308ve",
    "Å \u212b A\u030a",
    "ñ n\u0303 Ñ N\u0303",
    "a\u0323\u0302 ậ a\u0302\u0323",
    "z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u030a\u0305\u0351\u0312l\u0302g\u0312\u0300o\u0303",
    "\u0301 lone accent",
    "ﬁ ﬂ ﬃ ſ ẞ",
    "½ ² ₂ ™ ℃ № Ⅳ ㎏ ㍿",
    "𝓯𝓪𝓷𝓬𝔂 𝐛𝐨𝐥𝐝 𝟙𝟚𝟛",
    "ｆｕｌｌ　ｗｉｄｔｈ １２３ ！？",
    "ÉCOLE École ÉcOlE",
    "ỳ ỹ ỷ ỵ Ỹ",
]
EMOJI = [
    "👍",
    "love it 😍😍 thanks!! 👨‍👩‍👧‍👦",
    "🇮🇪 to 🇳🇱 shipping?",
    "❤ ❤️ ♥️",
    "👋🏽 hi 👩🏿‍💻",
    "1️⃣2️⃣3️⃣ #️⃣",
    ":) ;-) :'( <3 xD",
    "(╯°□°）╯︵ ┻━┻",
    "¯\\_(ツ)_/¯",
    "🤷‍♀️🤷🏻‍♂️",
    "☎️ ✉️ ✈️ ✔️ ✨",
    "🫠🫡🪿",
    "text👍text",
]
INVISIBLE = [
    "",
    " ",
    "     ",
    "\t",
    "\n\n\n",
    " \t \n \r\n ",
    "\u00a0",
    "\u3000\u3000",
    "\u200b",
    "\ufeff",
    "zero\u200bwidth",
    "soft\u00adhyphen",
    "\ufefforder non\u00a0breaking",
    "thin\u2009hair\u200aspace em\u2003space",
    "joiner\u200d and\u200c non-joiner\u2060word",
    "line\u2028separator paragraph\u2029separator",
    "left\u200eright\u200fmarks \u202eoverride\u202c \u2066isolate\u2069",
    "nul\u0000 bell\u0007 delete\u007f escape\u001b[31m",
    "\u0001\u0002\u0003",
    "next\u0085line vertical\u000btab form\u000cfeed",
    "replacement \ufffd character",
    "private \ue000 use \uf8ff",
    "non\ufdd0character \uffff",
    "tag \U000e0041\U000e0042 characters",
    "variation\ufe0e selector\ufe0f",
    "tab\tnew\nline\r\nreturn",
    "a\u200b \u200bb",
    "▁ meta ▁space▁",
    "##word ##piece",
    "mongolian\u180evowel ogham\u1680space",
]
SPECIAL = [
    "[CLS] is not [SEP] a [MASK] token [UNK] [PAD]",
    "<s> is not </s> a <mask> token <unk> <pad>",
    "[cls] < s > [ SEP ]",
    "before</s>after [SEP]after",
    "<|endoftext|>",
]
LONG = [
    "supercalifragilisticexpialidocious pneumonoultramicroscopicsilicovolcanoconiosis",
    "x" * 100,
    "x" * 101,
    "ab" * 300,
    "a" * 99 + "é",
    "e\u0301" * 60,
    "🙂" * 120,
    "订单" * 80,
    "=" * 200,
    "very long " * 120,
    "I ordered two pairs of boots last Monday, one came in the wrong size, so what now? " * 40,
    "我上周买了两双靴子，一双尺码不对，另一双根本没有收到，现在怎么办？" * 40,
    "أين طلبي؟ " * 200,
    "คำสั่งซื้อของฉันอยู่ที่ไหน" * 60,
    "no\u200bbreak " * 150,
]
TEXTS = ENGLISH + CHINESE + OTHER_SCRIPTS + ACCENTS + EMOJI + INVISIBLE + SPECIAL + LONG
LONGEST = LONG[10]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    write("word-piece.json", Path("intents/base"))
    write("unigram.json", Path(sys.argv[1]))


def write(name, folder):
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()

    def ids(text, limit):
        tokenizer.enable_truncation(limit)
        return tokenizer.encode(text).ids

    rows = [{"text": text, "limit": MAX_TOKENS, "ids": ids(text, MAX_TOKENS)} for text in TEXTS]
    rows += [{"text": LONGEST, "limit": limit, "ids": ids(LONGEST, limit)} for limit in SHORTER]
    lines = ",\n".join(json.dumps(row, ensure_ascii=True, separators=(",", ":")) for row in rows)
    (OUT / name).write_text("[\n" + lines + "\n]\n")
    print(name, len(rows), "rows,", max(len(row["ids"]) for row in rows), "tokens at most")


if __name__ == "__main__":
    main()
