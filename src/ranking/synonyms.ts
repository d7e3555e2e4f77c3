/**
 * Words shoppers and shops use for one thing, British and American English among them. The first of a row stands for
 * all. Only words that can replace each other in a shop's sentence; a kind of thing (beanie, hat) is no synonym.
 */
export const SYNONYMS = `
  deliver delivery ship shipping shipment postage dispatch
  parcel package
  carrier courier
  telephone phone
  mail email
  voucher coupon promo
  warranty guarantee guaranty
  exchange swap
  cancel cancellation
  store shop
  invoice bill receipt
  instalment installment
  colour color
  grey gray
  jumper sweater pullover
  trousers pants
  trainers sneakers
  backpack rucksack daypack
  wellies wellingtons gumboots
  tee tshirt
  torch flashlight
  headtorch headlamp
  raincoat rainjacket
  anorak cagoule
  gilet waistcoat bodywarmer
  cutlery flatware
  cushion pillow
  sofa couch
  throw blanket
  duvet comforter
  flask thermos
  camping camp camper
  hiking hike hiker walk walking trek trekking
  cycling bicycle bike cyclist
  gift present
  two twice
  cheap inexpensive
`
  .trim()
  .split('\n')
  .map((row) => row.trim().split(' '));
